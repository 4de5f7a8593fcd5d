#!/usr/bin/env bash
# A part that dies is named and started again; what the launcher stops is all that it started.
. "$(dirname "$0")/support.sh"

# killed NAME...: all at once; each must come back as another process.
killed() {
    local name
    local -A old
    for name in "$@"; do old[$name]=$(process_of "$name"); done
    kill -KILL "${old[@]}"
    is_new() { is_running "$1" && [ "$(process_of "$1")" != "${old[$1]}" ]; }
    for name in "$@"; do until_true 60 is_new "$name" || fail "$name was not started again"; done
}
bridge_works() { http_ok "$(cat "$run_dir/bridge.port")" /healthz; }

marque_up || fail "up failed"
# The broker dies while the bridge is still coming back, and the bridge cannot work without it.
for victim in marque-bridge mosquitto mariadb; do killed "$victim"; done
for victim in marque-bridge mosquitto mariadb; do
    grep -q "$victim has ended" "$data/log/launcher.log" || fail "the launcher did not say that $victim ended"
done
until_true 60 http_ok "$http_port" /readyz || fail "the server is not ready again"
until_true 60 bridge_works || fail "the bridge does not work again"

# The server will not start without a database: it has to wait for it.
killed marque-server mariadb
until_true 60 http_ok "$http_port" /readyz || fail "the server is not ready after its database died with it"

marque down || fail "down failed"
anything_running && fail "something still runs after down"
exit 0
