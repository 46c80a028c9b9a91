-- Who owns what where that is not the role that asks but one that it may act for, and what of privileges is not what an
-- object has by itself: as settings of the objects, each as the statement that sets it; privileges on columns are in
-- introspect_settings.sql, with which this is one query. Of an extension's objects it is what the extension has not given
-- itself, and no owner. By whom it was granted is not told. A sequence that a column owns is its table's owner's.
-- Columns: as introspect_settings.sql
-- Least version: 11
WITH me AS (
  SELECT r.oid FROM pg_catalog.pg_roles AS r WHERE r.rolname = current_user
), spaces AS (
  SELECT n.oid, n.nspname::text AS nspname
    FROM pg_catalog.pg_namespace AS n
   WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\_%'
), objects AS MATERIALIZED (
  SELECT 'pg_catalog.pg_class'::regclass AS class, c.oid AS id, k.kind, s.nspname AS schema, c.relname::text AS name,
         CASE WHEN c.relkind <> 'S' THEN c.oid::int8 END AS relation,
         CASE WHEN NOT (c.relkind = 'S' AND o.objid IS NOT NULL) THEN k.altered || ' ' || c.oid::regclass END AS altered,
         k.granted || ' ' || c.oid::regclass AS granted, c.relowner AS owner, c.relacl AS acl,
         (CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END)::"char" AS type
    FROM pg_catalog.pg_class AS c
    JOIN spaces AS s ON s.oid = c.relnamespace
    JOIN (VALUES ('r', 'table', 'TABLE', 'TABLE'), ('p', 'table', 'TABLE', 'TABLE'),
                 ('f', 'table', 'FOREIGN TABLE', 'TABLE'), ('v', 'view', 'VIEW', 'TABLE'),
                 ('m', 'materialized view', 'MATERIALIZED VIEW', 'TABLE'), ('S', 'sequence', 'SEQUENCE', 'SEQUENCE')
         ) AS k(code, kind, altered, granted) ON k.code = c.relkind::text
    LEFT JOIN pg_catalog.pg_depend AS o
      ON c.relkind = 'S' AND o.classid = 'pg_catalog.pg_class'::regclass AND o.objid = c.oid AND o.objsubid = 0
     AND o.refclassid = 'pg_catalog.pg_class'::regclass AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i')
   WHERE c.relpersistence <> 't'
     AND (c.relowner <> (SELECT oid FROM me) OR c.relacl IS NOT NULL)
  UNION ALL
  SELECT 'pg_catalog.pg_proc'::regclass, p.oid, k.kind, s.nspname,
         p.proname || '(' || oidvectortypes(p.proargtypes) || ')', NULL, k.altered || ' ' || p.oid::regprocedure,
         k.granted || ' ' || p.oid::regprocedure, p.proowner, p.proacl, 'f'
    FROM pg_catalog.pg_proc AS p
    JOIN spaces AS s ON s.oid = p.pronamespace
    JOIN (VALUES ('f', 'function', 'FUNCTION', 'FUNCTION'), ('w', 'function', 'FUNCTION', 'FUNCTION'),
                 ('a', 'aggregate', 'AGGREGATE', 'FUNCTION'), ('p', 'procedure', 'PROCEDURE', 'PROCEDURE')
         ) AS k(code, kind, altered, granted) ON k.code = p.prokind::text
   WHERE (p.proowner <> (SELECT oid FROM me) OR p.proacl IS NOT NULL)
     AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend AS i
                      WHERE i.classid = 'pg_catalog.pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')
  UNION ALL
  SELECT 'pg_catalog.pg_type'::regclass, t.oid, CASE t.typtype WHEN 'd' THEN 'domain' ELSE 'type' END, s.nspname,
         t.typname::text, NULL, CASE t.typtype WHEN 'd' THEN 'DOMAIN ' ELSE 'TYPE ' END || t.oid::regtype,
         CASE t.typtype WHEN 'd' THEN 'DOMAIN ' ELSE 'TYPE ' END || t.oid::regtype, t.typowner, t.typacl, 'T'
    FROM pg_catalog.pg_type AS t
    JOIN spaces AS s ON s.oid = t.typnamespace
   WHERE (t.typowner <> (SELECT oid FROM me) OR t.typacl IS NOT NULL)
     AND (t.typtype IN ('e', 'd', 'r') OR (t.typtype = 'b' AND t.typcategory <> 'A')
          OR (SELECT c.relkind FROM pg_catalog.pg_class AS c WHERE c.oid = t.typrelid) = 'c')
  UNION ALL
  SELECT 'pg_catalog.pg_namespace'::regclass, n.oid, 'schema', NULL, s.nspname, NULL, format('SCHEMA %I', s.nspname),
         format('SCHEMA %I', s.nspname), n.nspowner, n.nspacl, 'n'
    FROM pg_catalog.pg_namespace AS n
    JOIN spaces AS s ON s.oid = n.oid
  UNION ALL
  SELECT 'pg_catalog.pg_foreign_data_wrapper'::regclass, w.oid, 'foreign data wrapper', NULL, w.fdwname::text, NULL,
         format('FOREIGN DATA WRAPPER %I', w.fdwname), format('FOREIGN DATA WRAPPER %I', w.fdwname), w.fdwowner, w.fdwacl,
         'F'
    FROM pg_catalog.pg_foreign_data_wrapper AS w
  UNION ALL
  SELECT 'pg_catalog.pg_foreign_server'::regclass, v.oid, 'server', NULL, v.srvname::text, NULL,
         format('SERVER %I', v.srvname), format('FOREIGN SERVER %I', v.srvname), v.srvowner, v.srvacl, 'S'
    FROM pg_catalog.pg_foreign_server AS v
  UNION ALL
  SELECT 'pg_catalog.pg_language'::regclass, l.oid, 'language', NULL, l.lanname::text, NULL,
         format('LANGUAGE %I', l.lanname), format('LANGUAGE %I', l.lanname), l.lanowner, l.lanacl, 'l'
    FROM pg_catalog.pg_language AS l
   WHERE l.lanispl
  UNION ALL
  SELECT 'pg_catalog.pg_collation'::regclass, c.oid, 'collation', s.nspname, c.collname::text, NULL,
         format('COLLATION %I.%I', s.nspname, c.collname), NULL, c.collowner, NULL, NULL
    FROM pg_catalog.pg_collation AS c
    JOIN spaces AS s ON s.oid = c.collnamespace
  UNION ALL
  SELECT 'pg_catalog.pg_statistic_ext'::regclass, x.oid, 'statistics', s.nspname, x.stxname::text, NULL,
         format('STATISTICS %I.%I', s.nspname, x.stxname), NULL, x.stxowner, NULL, NULL
    FROM pg_catalog.pg_statistic_ext AS x
    JOIN spaces AS s ON s.oid = x.stxnamespace
  UNION ALL
  SELECT 'pg_catalog.pg_event_trigger'::regclass, e.oid, 'event trigger', NULL, e.evtname::text, NULL,
         format('EVENT TRIGGER %I', e.evtname), NULL, e.evtowner, NULL, NULL
    FROM pg_catalog.pg_event_trigger AS e
  UNION ALL
  SELECT 'pg_catalog.pg_publication'::regclass, b.oid, 'publication', NULL, b.pubname::text, NULL,
         format('PUBLICATION %I', b.pubname), NULL, b.pubowner, NULL, NULL
    FROM pg_catalog.pg_publication AS b
), own AS MATERIALIZED (
  SELECT o.*,
         CASE WHEN o.kind = 'schema' AND o.name = 'public' -- which no role has made
              THEN coalesce((SELECT r.oid FROM pg_catalog.pg_roles AS r WHERE r.rolname = 'pg_database_owner'), 10)
              ELSE (SELECT oid FROM me) END AS usual_owner,
         (SELECT count(*) FROM pg_catalog.pg_depend AS e -- of few: no join
           WHERE e.classid = o.class AND e.objid = o.id AND e.objsubid = 0 AND e.deptype = 'e') > 0 AS is_member
    FROM objects AS o
), granted AS (
  SELECT o.kind, o.schema, o.name, o.relation, o.granted, o.owner, o.acl, o.usual
    FROM (SELECT own.*, coalesce((SELECT i.initprivs FROM pg_catalog.pg_init_privs AS i
                                   WHERE i.classoid = class AND i.objoid = id AND i.objsubid = 0),
                                 acldefault(type, owner)) AS usual
            FROM own) AS o
   WHERE o.acl IS NOT NULL
  UNION ALL
  SELECT 'default of ' || lower(k.words), s.nspname, CASE WHEN d.defaclrole = (SELECT oid FROM me) THEN 'CURRENT_USER' ELSE pg_get_userbyid(d.defaclrole)::text END, NULL,
         k.words || format('/ALTER DEFAULT PRIVILEGES FOR ROLE %s%s ',
                           CASE WHEN d.defaclrole = (SELECT oid FROM me) THEN 'CURRENT_USER'
                                ELSE quote_ident(pg_get_userbyid(d.defaclrole)) END,
                           ' IN SCHEMA ' || quote_ident(s.nspname)),
         d.defaclrole, d.defaclacl,
         CASE WHEN d.defaclnamespace = 0 THEN acldefault(k.type::"char", d.defaclrole) END
    FROM pg_catalog.pg_default_acl AS d
    JOIN (VALUES ('r', 'r', 'TABLES'), ('S', 's', 'SEQUENCES'), ('f', 'f', 'FUNCTIONS'), ('T', 'T', 'TYPES'),
                 ('n', 'n', 'SCHEMAS')) AS k(code, type, words) ON k.code = d.defaclobjtype::text
    LEFT JOIN spaces AS s ON s.oid = d.defaclnamespace
), held AS (
  SELECT g.kind, g.schema, g.name, g.relation, g.granted, g.owner, x.grantee, x.privilege_type AS privilege,
         bool_or(NOT x.is_usual) AS is_held, bool_or(x.is_usual) AS is_usual,
         bool_or(NOT x.is_usual AND x.is_grantable AND x.grantee <> g.owner) AS is_grantable
    FROM granted AS g
   CROSS JOIN LATERAL (SELECT a.*, false AS is_usual FROM aclexplode(g.acl) AS a
                        UNION ALL
                       SELECT a.*, true FROM aclexplode(g.usual) AS a) AS x
   GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
), changed AS (
  SELECT h.kind, h.schema, h.name, h.relation, v.what, h.grantee = h.owner AS is_owner, h.grantee, v.head, v.undo_head,
         v.preposition, v.undo_preposition, v.tail, h.granted,
         string_agg(h.privilege, ', ' ORDER BY h.privilege) AS privileges
    FROM held AS h
   CROSS JOIN LATERAL (VALUES
           ('privileges', h.is_held AND NOT h.is_usual, 'GRANT ', 'REVOKE ', 'TO', 'FROM', NULL),
           ('grant options', h.is_grantable, 'GRANT ', 'REVOKE GRANT OPTION FOR ', 'TO', 'FROM', ' WITH GRANT OPTION'),
           ('withheld privileges', h.is_usual AND NOT h.is_held, 'REVOKE ', 'GRANT ', 'FROM', 'TO', NULL)
         ) AS v(what, is_so, head, undo_head, preposition, undo_preposition, tail)
   WHERE v.is_so
   GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13
)
SELECT 'owner of ' || o.kind AS kind, o.schema, o.name, o.relation,
       format('ALTER %s OWNER TO %I', o.altered, pg_get_userbyid(o.owner)) AS definition,
       format('ALTER %s OWNER TO %s', o.altered,
              CASE WHEN o.usual_owner = (SELECT oid FROM me) THEN 'CURRENT_USER'
                   ELSE quote_ident(pg_get_userbyid(o.usual_owner)) END) AS removal
  FROM own AS o
 WHERE o.owner <> o.usual_owner AND o.altered IS NOT NULL AND NOT o.is_member AND pg_has_role(o.owner, 'MEMBER')
UNION ALL
SELECT format('%s of %s on %s', c.what, CASE WHEN c.is_owner THEN 'its owner' ELSE r.name END, c.kind), c.schema, c.name,
       c.relation,
       d.prefix || c.head || c.privileges || ' ON ' || d.place || ' ' || c.preposition || ' ' || r.written
           || coalesce(c.tail, ''),
       d.prefix || c.undo_head || c.privileges || ' ON ' || d.place || ' ' || c.undo_preposition || ' ' || r.written
  FROM changed AS c
 CROSS JOIN LATERAL (SELECT CASE WHEN c.kind LIKE 'default of %' THEN split_part(c.granted, '/', 1) ELSE c.granted END
                                AS place,
                            CASE WHEN c.kind LIKE 'default of %' THEN substr(c.granted, strpos(c.granted, '/') + 1)
                                 ELSE '' END AS prefix) AS d
 CROSS JOIN LATERAL (SELECT CASE c.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(c.grantee)::text END AS name,
                            CASE WHEN c.grantee = 0 THEN 'PUBLIC'
                                 WHEN c.is_owner AND c.grantee = (SELECT oid FROM me) THEN 'CURRENT_USER'
                                 ELSE quote_ident(pg_get_userbyid(c.grantee)) END AS written) AS r
 ORDER BY 1, 2, 3
