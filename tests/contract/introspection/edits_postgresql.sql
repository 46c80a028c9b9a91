CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE SCHEMA crm;
CREATE DOMAIN posint AS integer CONSTRAINT posint_check CHECK (VALUE > 0);
CREATE TYPE ustate AS ENUM ('new', 'old', 'its');
CREATE TYPE place AS (street text, no integer);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
CREATE FUNCTION is_mine(n integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT n > 3 $$;
CREATE TABLE users (
  id serial PRIMARY KEY, email varchar(120) NOT NULL UNIQUE, name varchar(80) DEFAULT 'anon', state ustate NOT NULL DEFAULT 'new', score numeric(10,2) DEFAULT 0,
  created timestamptz DEFAULT now(), flags text[] DEFAULT '{}', doc jsonb DEFAULT '{}', u uuid DEFAULT gen_random_uuid(),
  "full" text GENERATED ALWAYS AS (name || ' <' || email || '>') STORED, active boolean NOT NULL DEFAULT true, boss integer REFERENCES users (id) ON DELETE SET NULL,
  home place, CONSTRAINT score_pos CHECK (score >= 0), CONSTRAINT ck2 CHECK (state IN ('new', 'old') OR email LIKE '%@%'));
COMMENT ON TABLE users IS 'All users';
COMMENT ON COLUMN users.email IS 'mail';
CREATE INDEX ix_users_name ON users (name);
CREATE UNIQUE INDEX ix_users_lower ON users (lower(email)) WHERE active AND state <> 'old';
CREATE INDEX ix_users_doc ON users USING gin (doc);
CREATE INDEX ix_users_full ON users ("full");
CREATE TABLE crm.orders (
  id bigint GENERATED ALWAYS AS IDENTITY (START WITH 100) PRIMARY KEY, user_id integer NOT NULL, no varchar(20), during tsrange, amount double precision, d date DEFAULT CURRENT_DATE,
  CONSTRAINT uq_un UNIQUE (user_id, no), CONSTRAINT ex_o EXCLUDE USING gist (user_id WITH =, during WITH &&),
  CONSTRAINT fk_ou FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_o_d ON crm.orders (d, amount DESC) INCLUDE (no);
CREATE SEQUENCE crm.inv START 5;
CREATE VIEW crm.big AS SELECT id, amount FROM crm.orders WHERE amount > 100;
CREATE VIEW crm.bigger AS SELECT id FROM crm.big WHERE amount > 1000;
CREATE MATERIALIZED VIEW mv AS SELECT state, count(*) AS c FROM users GROUP BY state;
CREATE INDEX ix_mv ON mv (c);
COMMENT ON MATERIALIZED VIEW mv IS 'counted';
CREATE TABLE log (id bigserial, at timestamptz NOT NULL DEFAULT now(), msg text, lvl posint, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE lone (a integer, b text);
CREATE TABLE ev (id integer NOT NULL, k integer, t text DEFAULT 'x', PRIMARY KEY (k, id)) PARTITION BY LIST (k);
CREATE TABLE ev_1 (t text DEFAULT 'own', k integer NOT NULL, id integer NOT NULL, CONSTRAINT ev_1_key PRIMARY KEY (k, id));
ALTER TABLE ev ATTACH PARTITION ev_1 FOR VALUES IN (1);
CREATE TABLE ev_2 PARTITION OF ev FOR VALUES IN (2);
CREATE INDEX ix_ev ON ev (t);
CREATE INDEX ix_ev_1 ON ev_1 (id);
CREATE TYPE thing AS (id integer, label text);
CREATE TABLE things OF thing;
CREATE TABLE old_one (a integer, b text DEFAULT 'b');
CREATE TABLE young (a integer, c text) INHERITS (old_one);
CREATE TRIGGER tr BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
CREATE POLICY only_mine ON users USING (is_mine(score::integer));

-- Edits, a line each; "2|": told as so many changes.
alter table users add column x int
alter table users alter name drop default
alter table users alter name set default 'anon2'
alter table users alter email drop not null
alter table users alter name set not null
4|alter table users rename column name to nam
9|alter table users rename to people
alter table users drop constraint score_pos
alter table users drop constraint score_pos; alter table users add constraint score_pos check (score > 0)
alter table users drop constraint score_pos; alter table users add constraint score_pos check (score >= 0) not valid
alter table users drop constraint score_pos; alter table users add constraint score_pos check (score >= 0) no inherit
alter table users rename constraint score_pos to score_p
alter table users drop constraint users_email_key
alter table users rename constraint users_email_key to uq_e
alter table users drop constraint users_boss_fkey
alter table users drop constraint users_boss_fkey; alter table users add constraint users_boss_fkey foreign key (boss) references users(id) on delete cascade
alter table users drop constraint users_boss_fkey; alter table users add constraint users_boss_fkey foreign key (boss) references users(id) on delete set null on update cascade
alter table users drop constraint users_boss_fkey; alter table users add constraint users_boss_fkey foreign key (boss) references users(id) on delete set null not valid
alter table crm.orders alter constraint fk_ou not deferrable
alter table crm.orders alter constraint fk_ou deferrable initially immediate
alter type ustate add value 'zz'
alter type ustate add value 'zz' before 'old'
alter type ustate rename value 'old' to 'older'
3|alter type ustate rename to ust
drop index ix_users_name
alter index ix_users_name rename to ixn
drop index ix_users_name; create unique index ix_users_name on users(name)
drop index ix_users_name; create index ix_users_name on users(name desc)
drop index ix_users_name; create index ix_users_name on users(name nulls first)
drop index ix_users_name; create index ix_users_name on users(name text_pattern_ops)
drop index ix_users_name; create index ix_users_name on users(name collate "C")
drop index ix_users_name; create index ix_users_name on users using hash (name)
drop index ix_users_name; create index ix_users_name on users(name) include (email)
drop index ix_users_name; create index ix_users_name on users(name) with (fillfactor=50)
drop index ix_users_lower; create unique index ix_users_lower on users (lower(email)) where active
drop index ix_users_lower; create unique index ix_users_lower on users (upper(email)) where active and state <> 'old'
drop index ix_users_doc; create index ix_users_doc on users using gin (doc jsonb_path_ops)
drop index crm.ix_o_d; create index ix_o_d on crm.orders (d, amount) include (no)
drop index crm.ix_o_d; create index ix_o_d on crm.orders (d, amount desc)
comment on table users is 'x'
comment on table users is null
comment on column users.email is 'x'
comment on column users.id is 'new'
comment on index ix_users_name is 'x'
comment on constraint score_pos on users is 'x'
comment on schema crm is 'x'
comment on view crm.big is 'x'
comment on type ustate is 'x'
comment on domain posint is 'x'
comment on sequence crm.inv is 'x'
comment on function touch() is 'x'
comment on trigger tr on users is 'x'
comment on materialized view mv is 'x'
alter table crm.orders alter id set generated by default
alter table crm.orders alter id drop identity
alter table crm.orders alter id set increment by 5
alter table crm.orders alter id set cache 50
alter table crm.orders alter id set start 7
alter table users alter id drop default
alter table users alter id type bigint
alter sequence users_id_seq as bigint
alter sequence users_id_seq increment 3
alter sequence users_id_seq owned by none
alter table users alter "full" drop expression
2|alter table users drop "full"; alter table users add "full" text generated always as (name || email) stored
alter table users alter created type timestamp
alter table users alter created type timestamptz(3)
alter table users alter created set default clock_timestamp()
alter table users alter flags set default '{a}'
alter table users alter flags type varchar[]
alter table users alter doc set default '{"a":1}'
alter table users alter active set default false
alter table users alter score set default 1
alter table users alter u set default null
alter table crm.orders alter d set default now()
alter table crm.orders drop constraint ex_o
alter table crm.orders drop constraint ex_o; alter table crm.orders add constraint ex_o exclude using gist (user_id with =, during with -|-)
alter table crm.orders drop constraint ex_o; alter table crm.orders add constraint ex_o exclude using gist (user_id with =, during with &&) where (amount>0)
alter table crm.orders drop constraint ex_o; alter table crm.orders add constraint ex_o exclude using gist (user_id with =, during with &&) deferrable
alter table crm.orders drop constraint uq_un; alter table crm.orders add constraint uq_un unique (no,user_id)
alter table crm.orders drop constraint uq_un; alter table crm.orders add constraint uq_un unique (user_id,no) deferrable
alter table crm.orders drop constraint uq_un; alter table crm.orders add constraint uq_un unique nulls not distinct (user_id,no)
alter table crm.orders drop constraint uq_un; alter table crm.orders add constraint uq_un unique (user_id,no) include (d)
2|alter table crm.orders drop constraint uq_un; create unique index uq_un on crm.orders(user_id,no)
alter table crm.orders drop constraint orders_pkey
alter table crm.orders rename constraint orders_pkey to pk_o
alter table crm.orders drop constraint orders_pkey; alter table crm.orders add constraint orders_pkey primary key (id, user_id)
3|alter table crm.orders set schema public
10|alter schema crm rename to crm2
create schema extra
alter sequence crm.inv increment 2
alter sequence crm.inv start 6
alter sequence crm.inv maxvalue 99
alter sequence crm.inv cycle
alter sequence crm.inv cache 9
alter sequence crm.inv as int
drop sequence crm.inv
create sequence newseq
create or replace view crm.big as select id, amount from crm.orders where amount > 200
create or replace view crm.big with (security_barrier) as select id, amount from crm.orders where amount > 100
create or replace view crm.big as select id, amount from crm.orders where amount > 100 with check option
alter view crm.big set (security_invoker=true)
3|drop materialized view mv; create materialized view mv as select state, count(*) as c from users where active group by state
create unique index mvu on mv(state)
create view nv as select 1 a
alter domain posint add constraint lt check (value < 100)
alter domain posint drop constraint posint_check
alter domain posint set default 3
alter domain posint set not null
create type newt as enum('a')
create type newc as (a int)
create domain newd as text
create function newf() returns int language sql as 'select 1'
create or replace function touch() returns trigger language plpgsql as $$ begin new.name := 'x'; return new; end $$
alter function touch() security definer
drop trigger tr on users
alter table users disable trigger tr
drop trigger tr on users; create trigger tr after update on users for each row execute function touch()
drop trigger tr on users; create trigger tr before update of name on users for each row execute function touch()
create trigger tr2 before insert on users for each row execute function touch()
2|alter trigger tr on users rename to trr
create table log_2 partition of log for values from ('2025-01-01') to ('2026-01-01')
create table log_d partition of log default
alter table log detach partition log_1
drop table log_1
alter table log detach partition log_1; alter table log attach partition log_1 for values from ('2024-01-01') to ('2024-06-01')
alter table log_1 add check (lvl > 3)
create index on log_1 (msg)
create index on log (msg)
alter table log_1 alter msg set default 'x'
alter table log add column z int
create table neu (id int)
alter table users enable row level security
create policy p on users using (true)
create rule rr as on delete to users do also notify x
create statistics ss on name, email from users
alter table users set (fillfactor=50)
alter table users replica identity full
alter table users alter name set statistics 300
alter table users alter name set storage external
create extension citext
create extension cube
create table kid () inherits (users)
create collation nn (locale='C')
create aggregate agg2(int) (sfunc=int4pl, stype=int)
alter table users cluster on ix_users_name
alter table users drop constraint score_pos; alter table users add constraint score_pos check (0 <= score)
alter table users alter state drop default
alter table users alter state set default 'old'
3|alter table users drop "full"; alter table users alter email type varchar(121)
3|alter table users drop "full"; alter table users alter name type varchar(80) collate "C"
drop view crm.bigger; drop view crm.big; alter table crm.orders alter amount type real; create view crm.big as select id, amount from crm.orders where amount > 100; create view crm.bigger as select id from crm.big where amount > 1000
drop view crm.bigger
drop view crm.bigger; create or replace view crm.big as select id, amount, d from crm.orders where amount > 100; create view crm.bigger as select id from crm.big where amount > 1000
create or replace function is_mine(n integer) returns boolean language sql immutable as $$ select n > 4 $$
drop policy only_mine on users; create policy only_mine on users for select using (is_mine(score::integer))
alter policy only_mine on users to current_user
alter table users force row level security
alter table users enable always trigger tr
alter table lone set (fillfactor = 60)
alter table lone set (toast.autovacuum_enabled = off)
alter table lone set unlogged
alter table lone alter b set (n_distinct = 5)
alter table users replica identity using index users_email_key
alter materialized view mv set (fillfactor = 55)
alter index ix_users_name set (fillfactor = 71)
comment on index ix_mv is 'of the view'
comment on column mv.c is 'how many'
comment on policy only_mine on users is 'mine'
comment on constraint posint_check on domain posint is 'above'
comment on column place.street is 'where'
comment on table lone is E'back\\slash \\n and ''quote'''
alter type place rename attribute no to nr
alter type ustate add value E'a\\b''c'
alter sequence crm.inv owned by crm.orders.id
alter sequence users_id_seq no cycle increment by 7
alter table users drop constraint score_pos; alter table users add constraint score_pos check (score >= 0) no inherit not valid
alter table lone alter b type text collate "C"
comment on column users.email is null
alter table log alter msg type varchar(9)
alter table log alter msg set not null
alter table log alter msg set default 'x'
alter table only log alter msg set default 'x'
alter table ev alter t set default 'y'
alter table ev alter t type varchar(30)
alter table ev alter t drop default
alter table only ev alter t drop default
alter table ev_1 alter t drop default
alter table ev_2 alter t set default 'of two'
alter table ev_1 rename constraint ev_1_key to ev_1_pk
alter index ev_2_t_idx rename to ix_of_two
alter table ev rename constraint ev_pkey to pk_ev
alter table ev drop constraint ev_pkey
drop index ix_ev
create index ix_only on only ev (id)
create index ix_only on only ev (id); alter index ix_only attach partition ix_ev_1
create index on ev (id)
2|create table ev_3 (id integer not null, k integer not null, t text); create index on ev_3 (id); alter table ev attach partition ev_3 for values in (3); create index ix_id on only ev (id)
alter table only ev add constraint uq_ev unique (id, k)
alter table ev detach partition ev_1
create table ev_3 (t text, id integer not null, k integer not null, constraint own_key primary key (k, id), constraint own_check check (id > 3)); create index own_index on ev_3 (t); alter table ev attach partition ev_3 for values in (3)
2|create table ev_3 partition of ev for values in (3) partition by range (id); create table ev_3_1 partition of ev_3 default
alter table ev add check (id > 0) not valid
alter table old_one alter b set default 'c'
alter table old_one alter b type varchar(20)
alter table old_one alter b set not null
alter table old_one alter a set not null
alter table young alter b set default 'mine'
alter table young alter b set not null
alter table young no inherit old_one
2|create table younger (b text) inherits (young); alter table only young alter c set default 'c'
drop table young; create table young (a integer, c text) inherits (old_one); alter table young alter b drop default
create table ptr (k integer, i integer, foreign key (k, i) references ev)
alter table ev add constraint fk_ev foreign key (id) references users (id); alter table ev_1 rename constraint fk_ev to fk_own
alter type thing add attribute size integer cascade
alter type thing drop attribute label cascade
alter type thing rename attribute label to title cascade
alter type place add attribute city text
alter type place drop attribute street
create table more_things of thing (primary key (id))
alter table things not of
alter table things alter label set default 'x'
alter table things alter id set not null
2|alter table things add primary key (id)
grant select on users to pg_monitor
grant select, insert, update on users to public
grant select (email), update (email) on users to pg_monitor
2|grant select on users to pg_monitor with grant option
revoke delete, update on users from current_user
revoke execute on function touch() from public
grant usage on schema crm to pg_monitor
revoke usage on schema public from public
grant usage on sequence crm.inv to pg_monitor
grant usage on type ustate to pg_monitor
grant select on crm.big to public
revoke usage on domain posint from public
grant select on mv to public
alter default privileges in schema crm grant select on tables to pg_monitor
alter default privileges revoke execute on functions from public
2|grant create on schema public to pg_signal_backend; alter table lone owner to pg_signal_backend
2|grant create on schema public to pg_signal_backend; alter function touch() owner to pg_signal_backend
2|grant create on schema crm to pg_signal_backend; alter view crm.bigger owner to pg_signal_backend
2|grant create on schema crm to pg_signal_backend; alter sequence crm.inv owner to pg_signal_backend
2|grant create on schema public to pg_signal_backend; alter type ustate owner to pg_signal_backend
alter schema crm owner to pg_signal_backend
create table given (id serial); grant select on given to public; revoke delete on given from current_user
3|grant select, insert on users to pg_monitor; grant all on lone to public; grant select (b) on lone to pg_monitor
alter type ustate rename value 'old' to 'older'; alter type ustate add value 'newest' after 'its'
alter type ustate rename value 'old' to 'older'; alter type ustate rename value 'its' to 'theirs'
create sequence own_alone owned by lone.a
create sequence crm.own_beside owned by crm.orders.id
