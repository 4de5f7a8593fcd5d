#!/usr/bin/env bash
# A database whose making was interrupted is made again; a folder that is none is left alone.
. "$(dirname "$0")/support.sh"

mkdir -p "$data/mariadb.making/mysql"
echo half >"$data/mariadb.making/ibdata1"
marque_up || fail "up failed on a half-made database"
expect_said "interrupted while it made the database"
[ ! -e "$data/mariadb.making" ] || fail "the half-made database is still there"
[ "$(in_database 'SELECT 1')" = 1 ] || fail "the database does not answer"
marque down

mv "$data/mariadb" "$scratch/whole"
mkdir "$data/mariadb"
echo mine >"$data/mariadb/letter"
marque_up && fail "up took a foreign folder for its database"
expect_said "holds no database"
[ "$(cat "$data/mariadb/letter")" = mine ] || fail "up touched a foreign folder"
