-- The encryption of this session; empty values where there is none.
-- Columns: Variable_name, Value
-- Least version: MySQL 5.6, MariaDB 10.0
SHOW SESSION STATUS WHERE Variable_name IN ('Ssl_version', 'Ssl_cipher')
