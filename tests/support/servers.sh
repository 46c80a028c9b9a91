#!/usr/bin/env bash
# Throwaway database servers for the tests: PostgreSQL and MariaDB, made from nothing in a private folder under /tmp, on
# loopback and unix sockets only, without syncing to disk, as an unprivileged user when called by root.
#
#   servers.sh start DIR [with-parent]   starts both (stopping an earlier pair of DIR first), writes DIR/servers.env
#   servers.sh stop DIR                  stops them and removes their folder
#
# DIR holds only servers.env (KEY=VALUE, no quoting) and the logs. "with-parent" adds a watchdog that stops the servers
# when the calling process is gone, so that an aborted test run leaves nothing behind. Only processes that were started
# here are ever signalled. Needs initdb, postgres, psql, mariadbd, mariadb-install-db, mariadb, openssl and setpriv.
set -euo pipefail

usage="usage: servers.sh start|stop DIR [with-parent]"
verb=${1:?$usage}
state=${2:?$usage}
owner=""
if [ "${3:-}" = with-parent ]; then owner=$PPID; fi
mkdir -p "$state"
state=$(cd "$state" && pwd)
environment="$state/servers.env"

# Passwords with every character that URLs, conninfo strings and shells stumble over; tests grep for their marks.
admin_password="adm1n-Mark:/@ %"
user_password="us3r-Mark'\"\\#&"

value() { sed -n "s/^$1=//p" "$environment" 2>/dev/null || true; }

# as_server COMMAND...: as the unprivileged user that owns the data. Servers refuse to run as root.
as_server() {
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid="$account" --regid="$group" --clear-groups env -i PATH="$PATH" LC_ALL=C.UTF-8 HOME="$home" "$@"
  else
    env -i PATH="$PATH" LC_ALL=C.UTF-8 HOME="$home" "$@"
  fi
}

# ours PID WORD: whether that process is one that was started here and not a later one with the same number.
ours() { [ -n "$1" ] && [ -r "/proc/$1/cmdline" ] && tr '\0' ' ' <"/proc/$1/cmdline" | grep -qF -- "$2"; }

end_process() { # PID FOLDER SIGNAL
  ours "$1" "$2" || return 0
  kill -s "$3" "$1" 2>/dev/null || return 0
  for _ in $(seq 100); do
    ours "$1" "$2" || return 0
    sleep 0.1
  done
  kill -s KILL "$1" 2>/dev/null || true
}

stop_servers() {
  home=$(value HOME_FOLDER)
  case $home in /tmp/espalier-servers.*) ;; *) rm -f "$environment"; return 0 ;; esac
  local postgres mariadb
  postgres=$(head -n 1 "$home/postgres/postmaster.pid" 2>/dev/null || true)
  mariadb=$(cat "$home/mariadb.pid" 2>/dev/null || true)
  end_process "$postgres" "$home" INT &
  end_process "$mariadb" "$home" TERM &
  wait
  rm -rf "$home"
  rm -f "$environment"
}

free_port() {
  local port
  for _ in $(seq 50); do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 40000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
  echo "no free port on the loopback address" >&2
  return 1
}

find_tool() { # NAME FOLDER...
  local name=$1 folder
  shift
  for folder in "$@"; do
    [ -x "$folder/$name" ] && { echo "$folder/$name"; return; }
  done
  command -v "$name" || { echo "$name is not installed (see packaging/packages.txt)" >&2; return 1; }
}

# A certificate authority and a certificate for "localhost", for the tests of encryption.
make_certificates() {
  local tls="$home/tls"
  mkdir -p "$tls"
  {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=Espalier test CA" \
      -keyout "$tls/ca.key" -out "$tls/ca.pem"
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=localhost" \
      -keyout "$tls/server.key" -out "$tls/server.csr"
    openssl x509 -req -in "$tls/server.csr" -CA "$tls/ca.pem" -CAkey "$tls/ca.key" -CAcreateserial -days 2 \
      -extfile <(echo "subjectAltName=DNS:localhost") -out "$tls/server.pem"
  } >>"$log" 2>&1
  chmod 600 "$tls"/*.key
  chmod 755 "$tls"
  [ "$(id -u)" = 0 ] && chown -R "$account:$group" "$tls"
  return 0
}

start_postgres() {
  local bin initdb postgres psql data="$home/postgres" port
  bin=${PG_BIN:-$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)}
  initdb=$(find_tool initdb "$bin")
  postgres=$(find_tool postgres "$bin")
  psql=$(find_tool psql "$bin")
  # shellcheck disable=SC2016
  printf '%s\n' "$admin_password" | as_server sh -c 'umask 077; cat > "$1"' sh "$home/pg-password"
  as_server "$initdb" -D "$data" -U admin -A scram-sha-256 --pwfile="$home/pg-password" -E UTF8 --locale=C.UTF-8 \
    --no-sync --no-instructions >>"$log.postgres" 2>&1
  rm -f "$home/pg-password"
  port=$(free_port)
  (
    cd "$home"
    as_server setsid "$postgres" -D "$data" -c port="$port" -c listen_addresses=127.0.0.1 \
      -c unix_socket_directories="$home" -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
      -c max_connections=60 -c shared_buffers=16MB -c ssl=on -c ssl_cert_file="$home/tls/server.pem" \
      -c ssl_key_file="$home/tls/server.key" -c logging_collector=off >>"$log.postgres" 2>&1 </dev/null &
  )
  export PGPASSWORD=$admin_password
  local ask=("$psql" -Xq -v ON_ERROR_STOP=1 -h "$home" -p "$port" -U admin -d postgres)
  wait_for "$log.postgres" "${ask[@]}" -c 'SELECT 1'
  USER_PASSWORD=$user_password "${ask[@]}" >>"$log.postgres" 2>&1 <<'SQL'
\getenv password USER_PASSWORD
CREATE ROLE espalier LOGIN CREATEDB PASSWORD :'password';
GRANT pg_signal_backend TO espalier;
SQL
  echo "$port" >"$home/postgres.port"
}

start_mariadb() {
  local install server client data="$home/mariadb" port
  install=$(find_tool mariadb-install-db /usr/bin /usr/sbin)
  server=$(find_tool mariadbd /usr/sbin /usr/libexec)
  client=$(find_tool mariadb /usr/bin)
  as_server "$install" --no-defaults --datadir="$data" --auth-root-authentication-method=normal --skip-test-db \
    --skip-name-resolve --innodb-flush-method=nosync --innodb-log-file-size=8M >>"$log.mariadb" 2>&1
  # shellcheck disable=SC2016
  as_server sh -c 'umask 077; cat > "$1"' sh "$home/users.sql" <<SQL
CREATE USER 'admin'@'%' IDENTIFIED BY '$(sql_text "$admin_password")';
GRANT ALL ON *.* TO 'admin'@'%' WITH GRANT OPTION;
CREATE USER 'espalier'@'%' IDENTIFIED BY '$(sql_text "$user_password")';
GRANT ALL ON \`t\_%\`.* TO 'espalier'@'%';
DROP USER 'root'@'localhost';
SQL
  port=$(free_port)
  (
    cd "$home"
    as_server setsid "$server" --no-defaults --datadir="$data" --socket="$home/mariadb.sock" --port="$port" \
      --bind-address=127.0.0.1 --pid-file="$home/mariadb.pid" --init-file="$home/users.sql" --skip-name-resolve \
      --innodb-flush-method=nosync --innodb-flush-log-at-trx-commit=0 --innodb-buffer-pool-size=32M \
      --innodb-log-file-size=8M --max-connections=60 --max-connect-errors=100000 --performance-schema=OFF \
      --ssl-ca="$home/tls/ca.pem" --ssl-cert="$home/tls/server.pem" --ssl-key="$home/tls/server.key" \
      --character-set-server=utf8mb4 --sync-frm=OFF >>"$log.mariadb" 2>&1 </dev/null &
  )
  export MYSQL_PWD=$admin_password
  wait_for "$log.mariadb" "$client" --no-defaults -S "$home/mariadb.sock" -u admin -e 'SELECT 1'
  rm -f "$home/users.sql"
  echo "$port" >"$home/mariadb.port"
}

sql_text() { printf %s "$1" | sed -e 's/\\/\\\\/g' -e "s/'/''/g"; }

wait_for() { # LOG COMMAND...
  local file=$1
  shift
  for _ in $(seq 300); do
    "$@" >/dev/null 2>&1 && return 0
    sleep 0.1
  done
  tail -n 20 "$file" >&2
  return 1
}

# Ends the servers when their owner is gone. Keeps no file of the caller open, so that nobody waits for it.
watch_owner() {
  # shellcheck disable=SC2016
  setsid bash -c '
    while kill -0 "$1" 2>/dev/null && [ -f "$3" ]; do sleep 2; done
    [ -f "$3" ] && exec bash "$2" stop "$4"
  ' watch "$owner" "$(realpath "$0")" "$home/mariadb.pid" "$state" >/dev/null 2>&1 </dev/null &
}

start_servers() {
  stop_servers
  account=$(id -un) group=$(id -gn)
  if [ "$(id -u)" = 0 ]; then
    account=nobody group=$(id -gn nobody)
  fi
  home=$(mktemp -d /tmp/espalier-servers.XXXXXX)
  chmod 755 "$home"
  [ "$(id -u)" = 0 ] && chown "$account:$group" "$home"
  log="$state/servers.log"
  rm -f "$log" "$log".*
  (umask 077 && echo "HOME_FOLDER=$home" >"$environment")
  make_certificates
  start_postgres & local postgres=$!
  start_mariadb & local mariadb=$!
  local failed=0
  wait "$postgres" || failed=1
  wait "$mariadb" || failed=1
  if [ "$failed" = 1 ]; then
    tail -n 20 "$log".* >&2 || true
    stop_servers
    exit 1
  fi
  cat >>"$environment" <<ENV
PG_SOCKET_FOLDER=$home
PG_PORT=$(cat "$home/postgres.port")
MARIADB_SOCKET=$home/mariadb.sock
MARIADB_PORT=$(cat "$home/mariadb.port")
ADMIN=admin
ADMIN_PASSWORD=$admin_password
USER=espalier
USER_PASSWORD=$user_password
CA=$home/tls/ca.pem
ENV
  if [ -n "$owner" ]; then watch_owner; fi
}

case $verb in
  start) start_servers ;;
  stop) stop_servers ;;
  *) echo "$usage" >&2; exit 2 ;;
esac
