-- There are no locks between sessions beyond a transaction's: the lock on this machine must do.
-- Columns: taken
-- Least version: 3.16
SELECT 1 AS taken
