-- All that a PostgreSQL database holds beside its rows, an object a line: its kind, its name, its definition in the
-- server's own words. Without what belongs to extensions, and without Alembic's version table. Two things that a column's
-- history leaves and that mean nothing are left out: the name of a sequence that the column owns, and the type that a
-- text default was first written for.
WITH names AS (
    SELECT * FROM pg_namespace
    WHERE nspname NOT IN ('pg_catalog', 'information_schema') AND nspname NOT LIKE 'pg\_%'
), theirs AS (
    SELECT objid, classid::regclass FROM pg_depend WHERE deptype = 'e'
)
SELECT kind, name, coalesce(definition, '') AS definition
FROM (
SELECT 'schema' AS kind, n.nspname, '' FROM names n WHERE (n.oid, 'pg_namespace'::regclass) NOT IN (SELECT * FROM theirs) AND n.nspname <> 'public'
UNION ALL
SELECT 'table' AS kind, n.nspname || '.' || c.relname, c.relkind::text || coalesce(' ' || pg_get_partkeydef(c.oid), '')
    || coalesce(' comment ' || obj_description(c.oid, 'pg_class'), '')
    || CASE WHEN c.relrowsecurity THEN ' row security' ELSE '' END
    FROM pg_class c JOIN names n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'f') AND (c.oid, 'pg_class'::regclass) NOT IN (SELECT * FROM theirs)
    AND c.relname <> 'alembic_version'
UNION ALL
SELECT 'order of columns' AS kind, n.nspname || '.' || c.relname, string_agg(a.attname, ', ' ORDER BY a.attnum)
    FROM pg_class c JOIN names n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped
    AND (c.oid, 'pg_class'::regclass) NOT IN (SELECT * FROM theirs)
    AND c.relname <> 'alembic_version' GROUP BY n.nspname, c.relname
UNION ALL
SELECT 'column' AS kind, n.nspname || '.' || c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod)
    || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
    || CASE WHEN a.attgenerated = 's' THEN ' as ' || pg_get_expr(d.adbin, d.adrelid)
        WHEN a.attidentity = '' AND pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) IS NOT NULL
            AND pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%' THEN ' default of its own sequence'
        ELSE coalesce(' default ' || regexp_replace(pg_get_expr(d.adbin, d.adrelid),
            '^(''([^'']|'''')*'')::(text|character varying)$', '\1'), '') END
    || CASE a.attidentity WHEN 'a' THEN ' identity always' WHEN 'd' THEN ' identity' ELSE '' END
    || CASE WHEN a.attcollation <> t.typcollation THEN ' collate ' || l.collname ELSE '' END
    || coalesce(' comment ' || col_description(c.oid, a.attnum), '')
    FROM pg_class c JOIN names n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
    JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_collation l ON l.oid = a.attcollation
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped
    AND (c.oid, 'pg_class'::regclass) NOT IN (SELECT * FROM theirs)
    AND c.relname <> 'alembic_version'
UNION ALL
SELECT 'constraint' AS kind, n.nspname || '.' || c.relname || '.' || k.conname, pg_get_constraintdef(k.oid)
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN names n ON n.oid = c.relnamespace
    WHERE k.contype <> 't' AND (c.oid, 'pg_class'::regclass) NOT IN (SELECT * FROM theirs) AND c.relname <> 'alembic_version'
UNION ALL
SELECT 'index' AS kind, n.nspname || '.' || c.relname || '.' || i.relname, pg_get_indexdef(i.oid)
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
    JOIN names n ON n.oid = c.relnamespace
    WHERE NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.oid AND k.contype IN ('p', 'u', 'x'))
    AND (c.oid, 'pg_class'::regclass) NOT IN (SELECT * FROM theirs) AND c.relname <> 'alembic_version'
UNION ALL
SELECT 'enum' AS kind, n.nspname || '.' || t.typname,
    (SELECT string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)
    FROM pg_type t JOIN names n ON n.oid = t.typnamespace WHERE t.typtype = 'e'
    AND (t.oid, 'pg_type'::regclass) NOT IN (SELECT * FROM theirs)
UNION ALL
SELECT 'domain' AS kind, n.nspname || '.' || t.typname, format_type(t.typbasetype, t.typtypmod)
    FROM pg_type t JOIN names n ON n.oid = t.typnamespace WHERE t.typtype = 'd'
    AND (t.oid, 'pg_type'::regclass) NOT IN (SELECT * FROM theirs)
UNION ALL
SELECT 'sequence' AS kind, n.nspname || '.' || c.relname, format_type(s.seqtypid, NULL) || ' start ' || s.seqstart || ' by '
    || s.seqincrement || ' min ' || s.seqmin || ' max ' || s.seqmax || CASE WHEN s.seqcycle THEN ' cycle' ELSE '' END
    FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN names n ON n.oid = c.relnamespace
    WHERE (c.oid, 'pg_class'::regclass) NOT IN (SELECT * FROM theirs)
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
        AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i'))
UNION ALL
SELECT 'view' AS kind, n.nspname || '.' || c.relname, c.relkind::text || ' ' || pg_get_viewdef(c.oid) FROM pg_class c
    JOIN names n ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm')
    AND (c.oid, 'pg_class'::regclass) NOT IN (SELECT * FROM theirs)
UNION ALL
SELECT 'function' AS kind, n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
    CASE WHEN p.prokind IN ('f', 'p') THEN pg_get_functiondef(p.oid) ELSE p.prokind::text END
    FROM pg_proc p JOIN names n ON n.oid = p.pronamespace WHERE (p.oid, 'pg_proc'::regclass) NOT IN (SELECT * FROM theirs)
UNION ALL
SELECT 'trigger' AS kind, n.nspname || '.' || c.relname || '.' || t.tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid JOIN names n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND (c.oid, 'pg_class'::regclass) NOT IN (SELECT * FROM theirs)
UNION ALL
SELECT 'extension' AS kind, extname, '' FROM pg_extension WHERE extname <> 'plpgsql'
) AS objects (kind, name, definition)
ORDER BY kind, name, definition
