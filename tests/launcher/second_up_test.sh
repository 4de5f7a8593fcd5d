#!/usr/bin/env bash
# What was in the database stays over down and up; an up beside a running one says where that one is.
. "$(dirname "$0")/support.sh"

marque_up || fail "the first up failed"
in_database "CREATE TABLE kept (word VARCHAR(20)) ENGINE=InnoDB; INSERT INTO kept VALUES ('谢谢')"
password=$(cat "$data/db.password")

marque_up || fail "an up beside a running one is no error"
expect_said "already runs"
expect_said "http://127.0.0.1:$http_port/"

marque down || fail "down failed"
anything_running && fail "something still runs after down"
port_in_use "$http_port" && fail "the port is still held after down"

marque_up || fail "the second up failed"
expect_not_said "Making the database"
[ "$(in_database 'SELECT word FROM kept')" = 谢谢 ] || fail "the second up lost a row"
[ "$(cat "$data/db.password")" = "$password" ] || fail "the second up changed the database's password"

marque down
marque down || fail "a second down is no error"
expect_said "Nothing runs"
