#!/usr/bin/env bash
# --no-line leaves the place at the broker free, and says where it is.
. "$(dirname "$0")/support.sh"

marque_up --no-line || fail "up --no-line failed"
is_running marque-line && fail "the line simulator runs"
is_running marque-bridge || fail "the bridge does not run"
broker=$(grep -oE 'tcp://127\.0\.0\.1:[0-9]+' "$said" | head -n 1)
[ -n "$broker" ] || fail "the broker's address was not printed"
expect_said "topic prefix marque/plant-01/vehicle/ga-1"
port_in_use "${broker##*:}" || fail "nobody listens at $broker"
