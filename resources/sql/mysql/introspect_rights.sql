-- Whether this role's rights reach over the whole database: else the catalogue shows it only what it has rights on.
-- Columns: db, collation (that tables have by themselves), sees_tables, sees_triggers
-- Least version: MySQL 5.6, MariaDB 10.0
SELECT DATABASE() AS db,
       @@collation_database AS collation,
       EXISTS (SELECT 1 FROM information_schema.USER_PRIVILEGES AS u WHERE u.PRIVILEGE_TYPE = 'SELECT')
       OR EXISTS (SELECT 1 FROM information_schema.SCHEMA_PRIVILEGES AS s
                   WHERE s.PRIVILEGE_TYPE = 'SELECT' AND DATABASE() LIKE s.TABLE_SCHEMA) AS sees_tables,
       EXISTS (SELECT 1 FROM information_schema.USER_PRIVILEGES AS u WHERE u.PRIVILEGE_TYPE = 'TRIGGER')
       OR EXISTS (SELECT 1 FROM information_schema.SCHEMA_PRIVILEGES AS s
                   WHERE s.PRIVILEGE_TYPE = 'TRIGGER' AND DATABASE() LIKE s.TABLE_SCHEMA) AS sees_triggers
