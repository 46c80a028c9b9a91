-- Edits, a line each; "2|": told as so many changes. Those before them are means_postgresql.sql.
alter text search configuration english2 add mapping for email with simple
alter text search configuration english2 alter mapping for word with simple, english_stem
alter text search configuration english2 drop mapping for word
alter text search dictionary s1.dict (stopwords = french, accept)
create text search configuration c2 (parser = "default")
drop text search configuration english2
create text search dictionary d2 (template = simple)
create text search template t2 (lexize = dsimple_lexize)
create operator === (function = int4eq, leftarg = integer, rightarg = integer)
drop operator !!! (none, integer)
comment on operator !!! (none, integer) is 'x'
alter operator s1.=# (pair, pair) owner to means_bob
2|create operator class mine for type integer using btree as operator 1 <, function 1 btint4cmp(integer, integer)
2|drop operator class alone using hash; drop operator family alone using hash
alter operator family s1.fam using btree drop function 1 (pair, integer)
drop cast (pair as json)
create cast (text as pair) with inout
drop conversion s1.conv
comment on conversion s1.conv is 'x'
create language ply handler plpgsql_call_handler
create access method ht type table handler heap_tableam_handler
alter server dsrv options (set port '6', drop host, add dbname 'it''s')
alter foreign data wrapper dummy options (add x 'y')
alter foreign data wrapper dummy options (drop debug)
alter user mapping for means_bob server dsrv options (set "user" 'c')
drop user mapping for public server dsrv
create user mapping for current_user server dsrv
alter foreign table ft options (set table_name 'x', drop schema_name)
alter foreign table ft alter a options (drop x, set column_name 'b')
alter foreign table ft alter b options (add column_name 'b')
alter foreign table ft add column z integer
drop foreign table ft
alter publication p_some drop table pairs
alter publication p_some drop tables in schema s1
alter publication p_all set (publish = 'insert, update')
create publication p_none
alter event trigger ev enable
drop event trigger ev
2|create function et2() returns event_trigger language plpgsql as $$ begin end $$; create event trigger ev2 on sql_drop execute function et2()
alter statistics s1.st set statistics -1
alter index ix_q alter column 2 set statistics 50
alter materialized view mq alter a set statistics -1
alter materialized view m_heap set access method heap
grant usage on foreign server dsrv to public
revoke usage on foreign data wrapper w1 from means_bob
revoke usage on language plpgsql from means_bob
2|alter table t1 owner to "means carl"
alter table t1 owner to current_user
2|revoke update on t2 from means_bob
revoke grant option for update on t2 from means_bob
revoke select (a) on t2 from "means carl"
grant select (a), insert (a) on t2 to "means carl"
grant delete on t2 to current_user
alter default privileges in schema s1 revoke select on tables from means_bob
alter default privileges in schema s1 grant select, insert on tables to means_bob
2|alter function f1(integer, text[]) owner to means_bob
alter server sv1 owner to current_user
alter schema s1 owner to current_user
grant usage on schema s1 to public
create table s1.owned (id serial, a integer default 3); alter table s1.owned owner to means_bob; grant select (a) on s1.owned to public
drop view v1
2|alter view v1 owner to "means carl"
alter materialized view mv1 owner to "means carl"
create type shell2
alter publication p_some set (publish_via_partition_root)
drop function f1; create function f1(a integer, VARIADIC b text[]) returns bigint language sql as 'select 1::bigint'; revoke all on function f1 from public; grant execute on function f1 to means_bob; alter function f1 owner to "means carl"
create operator s1.&& (function = pair_eq, leftarg = pair, rightarg = pair)
2|create materialized view m2 as select a from q; create index ix_m2 on m2 (a); alter materialized view m2 cluster on ix_m2
create foreign table ft2 (a integer) server dsrv options (x 'y'); comment on foreign table ft2 is 'x'
comment on foreign table ft is null
