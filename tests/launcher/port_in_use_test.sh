#!/usr/bin/env bash
# A port that somebody else holds: the launcher names the holder and a way out, and starts nothing.
. "$(dirname "$0")/support.sh"

mosquitto -p "$http_port" >"$scratch/holder.out" 2>&1 &
holder=$!
helpers+=("$holder")
until_true 10 port_in_use "$http_port" || fail "the holder of the port did not start"

marque_up && fail "up went on although its port is taken"
expect_said "Port $http_port is in use by process $holder (mosquitto)"
expect_said "--port $((http_port + 1))"
[ ! -e "$data/mariadb" ] || fail "a database was made before the port was checked"
anything_running && fail "something was left running"
is_alive() { kill -0 "$1" 2>/dev/null; }
is_alive "$holder" || fail "the holder of the port was ended"
