#!/usr/bin/env bash
# A part that dies is named and started again; what the launcher stops is all that it started.
. "$(dirname "$0")/support.sh"

marque_up || fail "up failed"
for victim in marque-bridge mosquitto mariadb; do
    old=$(process_of "$victim")
    kill -KILL "$old"
    is_new() { is_running "$victim" && [ "$(process_of "$victim")" != "$old" ]; }
    until_true 60 is_new || fail "$victim was not started again"
done
for victim in marque-bridge mosquitto mariadb; do
    grep -q "$victim has ended" "$data/log/launcher.log" || fail "the launcher did not say that $victim ended"
done
until_true 60 http_ok "$http_port" /readyz || fail "the server is not ready again"

marque down || fail "down failed"
anything_running && fail "something still runs after down"
exit 0
