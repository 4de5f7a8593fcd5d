#!/usr/bin/env bash
# The launcher killed, and the database with it: the next up clears what was left, and the data is whole.
. "$(dirname "$0")/support.sh"

marque_up || fail "up failed"
in_database "CREATE TABLE kept (n INT PRIMARY KEY) ENGINE=InnoDB; INSERT INTO kept VALUES (1), (2), (3)"
server=$(process_of marque-server)
kill -KILL "$(cut -d' ' -f1 "$run_dir/launcher")" "$(process_of mariadb)"
until_true 10 not is_running mariadb || fail "the database did not die"
is_running marque-server || fail "the server should have outlived its launcher"

marque_up || fail "up failed after its predecessor was killed"
expect_said "An earlier launcher was killed"
[ "$(process_of marque-server)" != "$server" ] || fail "the old server was kept"
[ "$(in_database 'SELECT COUNT(*) FROM kept')" = 3 ] || fail "rows were lost"
marque down

# A pid file whose number now belongs to a stranger.
tail -f /dev/null &
stranger=$!
helpers+=("$stranger")
echo "$stranger 1" >"$run_dir/marque-server.pid"
marque down || fail "down failed on a stale pid file"
marque_up || fail "up failed on a stale pid file"
kill -0 "$stranger" || fail "a stranger was killed for the number of an old process"
