-- What makes the server's own means: text search, operators with their classes and families, casts, conversions,
-- languages, access methods, transforms, user mappings; subscriptions and types with functions of their own by their names
-- alone. None of an extension's. Passwords of user mappings are left out. A row with a removal is a setting of the one
-- that has its name.
-- Columns: kind, schema, name, definition (NULL where it is not known), written (as ALTER, DROP and COMMENT ON name it),
--          removal, owner (where it is another role than the one that asks and
--          one that it may act for), comment
-- Least version: 11
WITH spaces AS (
  SELECT n.oid, n.nspname::text AS nspname
    FROM pg_catalog.pg_namespace AS n
   WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\_%'
), operators AS (
  SELECT o.oid, format('%I.%s', n.nspname, o.oprname) AS name,
         format('%s, %s', CASE o.oprleft WHEN 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END,
                CASE o.oprright WHEN 0 THEN 'NONE' ELSE format_type(o.oprright, NULL) END) AS arguments
    FROM pg_catalog.pg_operator AS o
    JOIN pg_catalog.pg_namespace AS n ON n.oid = o.oprnamespace
), families AS (
  SELECT f.oid, f.opfname::text AS name, n.nspname::text AS schema, a.amname::text AS method,
         format('%I.%I USING %I', n.nspname, f.opfname, a.amname) AS written, f.opfowner AS owner
    FROM pg_catalog.pg_opfamily AS f
    JOIN pg_catalog.pg_namespace AS n ON n.oid = f.opfnamespace
    JOIN pg_catalog.pg_am AS a ON a.oid = f.opfmethod
), members AS (
  SELECT d.refclassid, d.refobjid, 1 AS sort, m.amopstrategy AS number,
         format('OPERATOR %s %s (%s)%s', m.amopstrategy, o.name, o.arguments,
                (SELECT format(' FOR ORDER BY %s', split_part(f.written, ' USING ', 1))
                   FROM families AS f WHERE f.oid = m.amopsortfamily)) AS text,
         format('OPERATOR %s (%s, %s)', m.amopstrategy, format_type(m.amoplefttype, NULL),
                format_type(m.amoprighttype, NULL)) AS short
    FROM pg_catalog.pg_amop AS m
    JOIN operators AS o ON o.oid = m.amopopr
    JOIN pg_catalog.pg_depend AS d ON d.classid = 'pg_catalog.pg_amop'::regclass AND d.objid = m.oid
     AND d.refclassid IN ('pg_catalog.pg_opclass'::regclass, 'pg_catalog.pg_opfamily'::regclass)
   WHERE m.oid >= 16384
  UNION ALL
  SELECT d.refclassid, d.refobjid, 2, m.amprocnum,
         format('FUNCTION %s (%s, %s) %s', m.amprocnum, format_type(m.amproclefttype, NULL),
                format_type(m.amprocrighttype, NULL), m.amproc::oid::regprocedure),
         format('FUNCTION %s (%s, %s)', m.amprocnum, format_type(m.amproclefttype, NULL),
                format_type(m.amprocrighttype, NULL))
    FROM pg_catalog.pg_amproc AS m
    JOIN pg_catalog.pg_depend AS d ON d.classid = 'pg_catalog.pg_amproc'::regclass AND d.objid = m.oid
     AND d.refclassid IN ('pg_catalog.pg_opclass'::regclass, 'pg_catalog.pg_opfamily'::regclass)
   WHERE m.oid >= 16384
), found(class, id, kind, schema, name, definition, written, removal, owner) AS (
  SELECT 'pg_catalog.pg_ts_parser'::regclass, p.oid, 'text search parser', s.nspname, p.prsname::text,
         format('(START = %s, GETTOKEN = %s, END = %s, %sLEXTYPES = %s)', p.prsstart::regproc, p.prstoken::regproc,
                p.prsend::regproc, 'HEADLINE = ' || nullif(p.prsheadline, 0)::regproc || ', ', p.prslextype::regproc),
         format('TEXT SEARCH PARSER %I.%I', s.nspname, p.prsname), NULL, NULL::oid
    FROM pg_catalog.pg_ts_parser AS p
    JOIN spaces AS s ON s.oid = p.prsnamespace
  UNION ALL
  SELECT 'pg_catalog.pg_ts_template'::regclass, t.oid, 'text search template', s.nspname, t.tmplname::text,
         format('(%sLEXIZE = %s)', 'INIT = ' || nullif(t.tmplinit, 0)::regproc || ', ', t.tmpllexize::regproc),
         format('TEXT SEARCH TEMPLATE %I.%I', s.nspname, t.tmplname), NULL, NULL
    FROM pg_catalog.pg_ts_template AS t
    JOIN spaces AS s ON s.oid = t.tmplnamespace
  UNION ALL
  SELECT 'pg_catalog.pg_ts_dict'::regclass, d.oid, 'text search dictionary', s.nspname, d.dictname::text,
         format('(TEMPLATE = %I.%I%s)', n.nspname, t.tmplname, ', ' || d.dictinitoption),
         format('TEXT SEARCH DICTIONARY %I.%I', s.nspname, d.dictname), NULL, d.dictowner
    FROM pg_catalog.pg_ts_dict AS d
    JOIN spaces AS s ON s.oid = d.dictnamespace
    JOIN pg_catalog.pg_ts_template AS t ON t.oid = d.dicttemplate
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.tmplnamespace
  UNION ALL
  SELECT 'pg_catalog.pg_ts_config'::regclass, c.oid, 'text search configuration', s.nspname, c.cfgname::text,
         format('(PARSER = %I.%I)', n.nspname, p.prsname), format('TEXT SEARCH CONFIGURATION %I.%I', s.nspname, c.cfgname),
         NULL, c.cfgowner
    FROM pg_catalog.pg_ts_config AS c
    JOIN spaces AS s ON s.oid = c.cfgnamespace
    JOIN pg_catalog.pg_ts_parser AS p ON p.oid = c.cfgparser
    JOIN pg_catalog.pg_namespace AS n ON n.oid = p.prsnamespace
  UNION ALL
  SELECT 'pg_catalog.pg_ts_config'::regclass, c.oid, format('mapping of %s in text search configuration', t.alias), s.nspname, c.cfgname::text,
         format('ALTER TEXT SEARCH CONFIGURATION %I.%I ADD MAPPING FOR %I WITH %s', s.nspname, c.cfgname, t.alias,
                string_agg(format('%I.%I', n.nspname, d.dictname), ', ' ORDER BY m.mapseqno)), NULL,
         format('ALTER TEXT SEARCH CONFIGURATION %I.%I DROP MAPPING FOR %I', s.nspname, c.cfgname, t.alias), NULL
    FROM pg_catalog.pg_ts_config AS c
    JOIN spaces AS s ON s.oid = c.cfgnamespace
    JOIN pg_catalog.pg_ts_config_map AS m ON m.mapcfg = c.oid
    JOIN pg_catalog.pg_ts_dict AS d ON d.oid = m.mapdict
    JOIN pg_catalog.pg_namespace AS n ON n.oid = d.dictnamespace
   CROSS JOIN LATERAL ts_token_type(c.cfgparser) AS t
   WHERE t.tokid = m.maptokentype
   GROUP BY c.oid, s.nspname, c.cfgname, t.alias
  UNION ALL
  SELECT 'pg_catalog.pg_operator'::regclass, o.oid, 'operator', s.nspname, format('%s (%s)', o.oprname, w.arguments),
         format('CREATE OPERATOR %s (FUNCTION = %s%s%s%s%s%s%s%s%s)', w.name, o.oprcode::regproc,
                ', LEFTARG = ' || format_type(nullif(o.oprleft, 0), NULL),
                ', RIGHTARG = ' || format_type(nullif(o.oprright, 0), NULL),
                (SELECT format(', COMMUTATOR = OPERATOR(%s)', c.name) FROM operators AS c WHERE c.oid = o.oprcom),
                (SELECT format(', NEGATOR = OPERATOR(%s)', c.name) FROM operators AS c WHERE c.oid = o.oprnegate),
                ', RESTRICT = ' || nullif(o.oprrest, 0)::regproc, ', JOIN = ' || nullif(o.oprjoin, 0)::regproc,
                CASE WHEN o.oprcanhash THEN ', HASHES' END, CASE WHEN o.oprcanmerge THEN ', MERGES' END),
         format('OPERATOR %s (%s)', w.name, w.arguments), NULL, o.oprowner
    FROM pg_catalog.pg_operator AS o
    JOIN spaces AS s ON s.oid = o.oprnamespace
    JOIN operators AS w ON w.oid = o.oid
   WHERE o.oprcode <> 0
  UNION ALL
  SELECT 'pg_catalog.pg_opfamily'::regclass, f.oid, 'operator family', s.nspname, f.name || ' USING ' || f.method, '',
         'OPERATOR FAMILY ' || f.written, NULL, f.owner
    FROM families AS f
    JOIN spaces AS s ON s.nspname = f.schema
  UNION ALL
  SELECT 'pg_catalog.pg_opfamily'::regclass, f.oid, m.short || ' in operator family', s.nspname, f.name || ' USING ' || f.method,
         format('ALTER OPERATOR FAMILY %s ADD %s', f.written, m.text), NULL,
         format('ALTER OPERATOR FAMILY %s DROP %s', f.written, m.short), NULL
    FROM families AS f
    JOIN spaces AS s ON s.nspname = f.schema
    JOIN members AS m ON m.refclassid = 'pg_catalog.pg_opfamily'::regclass AND m.refobjid = f.oid
  UNION ALL
  SELECT 'pg_catalog.pg_opclass'::regclass, c.oid, 'operator class', s.nspname, c.opcname || ' USING ' || f.method,
         format('CREATE OPERATOR CLASS %I.%I %sFOR TYPE %s USING %I FAMILY %s AS %s', s.nspname, c.opcname,
                CASE WHEN c.opcdefault THEN 'DEFAULT ' END, format_type(c.opcintype, NULL), f.method, split_part(f.written, ' USING ', 1),
                concat_ws(', ', (SELECT string_agg(m.text, ', ' ORDER BY m.sort, m.number, m.text) FROM members AS m
                                  WHERE m.refclassid = 'pg_catalog.pg_opclass'::regclass AND m.refobjid = c.oid),
                          'STORAGE ' || format_type(CASE WHEN c.opckeytype = 0 AND NOT EXISTS (
                                                SELECT 1 FROM members AS m
                                                 WHERE m.refclassid = 'pg_catalog.pg_opclass'::regclass
                                                   AND m.refobjid = c.oid)
                                          THEN c.opcintype ELSE nullif(c.opckeytype, 0) END, NULL))),
         format('OPERATOR CLASS %I.%I USING %I', s.nspname, c.opcname, f.method), NULL, c.opcowner
    FROM pg_catalog.pg_opclass AS c
    JOIN spaces AS s ON s.oid = c.opcnamespace
    JOIN families AS f ON f.oid = c.opcfamily
  UNION ALL
  SELECT 'pg_catalog.pg_cast'::regclass, c.oid, 'cast', NULL, w.name,
         CASE c.castmethod WHEN 'f' THEN 'WITH FUNCTION ' || c.castfunc::regprocedure WHEN 'i' THEN 'WITH INOUT'
                           ELSE 'WITHOUT FUNCTION' END
             || CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END,
         'CAST ' || w.name, NULL, NULL
    FROM pg_catalog.pg_cast AS c
   CROSS JOIN LATERAL (SELECT format('(%s AS %s)', format_type(c.castsource, NULL), format_type(c.casttarget, NULL))
                                  AS name) AS w
   WHERE c.oid >= 16384
  UNION ALL
  SELECT 'pg_catalog.pg_conversion'::regclass, c.oid, 'conversion', s.nspname, c.conname::text,
         format('CREATE %sCONVERSION %I.%I FOR %L TO %L FROM %s', CASE WHEN c.condefault THEN 'DEFAULT ' END, s.nspname,
                c.conname, pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding),
                c.conproc::regproc), format('CONVERSION %I.%I', s.nspname, c.conname), NULL, c.conowner
    FROM pg_catalog.pg_conversion AS c
    JOIN spaces AS s ON s.oid = c.connamespace
  UNION ALL
  SELECT 'pg_catalog.pg_language'::regclass, l.oid, 'language', NULL, l.lanname::text,
         format('CREATE %sLANGUAGE %I HANDLER %s%s%s', CASE WHEN l.lanpltrusted THEN 'TRUSTED ' END, l.lanname,
                l.lanplcallfoid::regproc, ' INLINE ' || nullif(l.laninline, 0)::regproc,
                ' VALIDATOR ' || nullif(l.lanvalidator, 0)::regproc), format('LANGUAGE %I', l.lanname), NULL, NULL
    FROM pg_catalog.pg_language AS l
   WHERE l.lanispl AND l.oid >= 16384
  UNION ALL
  SELECT 'pg_catalog.pg_am'::regclass, a.oid, 'access method', NULL, a.amname::text,
         format('TYPE %s HANDLER %s', CASE a.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END, a.amhandler::regproc),
         format('ACCESS METHOD %I', a.amname), NULL, NULL
    FROM pg_catalog.pg_am AS a
   WHERE a.oid >= 16384
  UNION ALL
  SELECT 'pg_catalog.pg_transform'::regclass, t.oid, 'transform', NULL,
         format('FOR %s LANGUAGE %I', format_type(t.trftype, NULL), l.lanname),
         format('(%s)', concat_ws(', ', 'FROM SQL WITH FUNCTION ' || nullif(t.trffromsql, 0)::regprocedure,
                                  'TO SQL WITH FUNCTION ' || nullif(t.trftosql, 0)::regprocedure)),
         format('TRANSFORM FOR %s LANGUAGE %I', format_type(t.trftype, NULL), l.lanname), NULL, NULL
    FROM pg_catalog.pg_transform AS t
    JOIN pg_catalog.pg_language AS l ON l.oid = t.trflang
  UNION ALL
  SELECT NULL, u.umid, 'user mapping', NULL, format('FOR %s SERVER %I', w.role, u.srvname),
         coalesce((SELECT format('OPTIONS (%s)', string_agg(format('%I %L', o.option_name, o.option_value), ', '))
                     FROM pg_options_to_table(u.umoptions) AS o
                    WHERE o.option_name NOT LIKE '%passw%' HAVING count(*) > 0), ''),
         format('USER MAPPING FOR %s SERVER %I', w.role, u.srvname), NULL, NULL
    FROM pg_catalog.pg_user_mappings AS u
   CROSS JOIN LATERAL (SELECT CASE u.umuser WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(u.umuser)) END AS role)
           AS w
  UNION ALL
  SELECT 'pg_catalog.pg_subscription'::regclass, b.oid, 'subscription', NULL, b.subname::text, NULL,
         format('SUBSCRIPTION %I', b.subname), NULL, NULL
    FROM pg_catalog.pg_subscription AS b
   WHERE b.subdbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
  UNION ALL
  SELECT 'pg_catalog.pg_type'::regclass, t.oid, 'type', s.nspname, t.typname::text,
         CASE WHEN NOT t.typisdefined THEN '' END, 'TYPE ' || t.oid::regtype, NULL, t.typowner
    FROM pg_catalog.pg_type AS t
    JOIN spaces AS s ON s.oid = t.typnamespace
   WHERE (t.typtype = 'b' AND t.typcategory <> 'A') OR NOT t.typisdefined
)
SELECT f.kind, f.schema, f.name,
       CASE WHEN f.definition LIKE 'CREATE %' OR f.removal IS NOT NULL THEN f.definition
            ELSE trim('CREATE ' || f.written || ' ' || f.definition) END AS definition,
       f.written, f.removal,
       CASE WHEN f.owner <> (SELECT r.oid FROM pg_catalog.pg_roles AS r WHERE r.rolname = current_user)
                 AND pg_has_role(f.owner, 'MEMBER')
            THEN quote_ident(pg_get_userbyid(f.owner)) END AS owner,
       quote_literal(d.description) AS comment
  FROM found AS f
  LEFT JOIN pg_catalog.pg_description AS d ON d.classoid = f.class AND d.objoid = f.id AND d.objsubid = 0
   AND f.removal IS NULL
  LEFT JOIN pg_catalog.pg_depend AS e
    ON e.classid = f.class AND e.objid = f.id AND e.objsubid = 0 AND e.deptype IN ('e', 'i')
 WHERE e.objid IS NULL
 ORDER BY f.kind, f.schema, f.name
