-- What this session may do; the read-only flags have other names in other versions, so they are looked for by name.
-- Columns: Variable_name, Value
-- Least version: MySQL 5.6, MariaDB 10.0
SHOW SESSION VARIABLES
 WHERE Variable_name IN ('read_only', 'super_read_only', 'tx_read_only', 'transaction_read_only', 'innodb_read_only')
