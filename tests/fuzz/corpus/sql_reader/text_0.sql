-- c
UPDATE t SET a = :b, c = '\:d', e = $$;$$, f = E'\'' /* ; /* */ */;

/*!40101 SET x */; # y
SELECT `a;`, [b;]