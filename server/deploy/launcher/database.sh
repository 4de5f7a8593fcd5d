# The private MariaDB under DATA. Sourced by ./marque.

database_dir=$data/mariadb

# MariaDB wants no root. A database keeps the user it was made by; a new one gets the system user that Debian's
# mariadb-server would make, unless that user cannot reach DATA (as below /root).
database_user() {
    if [ "$(id -u)" != 0 ]; then
        id -un
    elif [ -d "$database_dir" ]; then
        stat -c %U "$database_dir"
    elif { getent passwd mysql >/dev/null || useradd --system --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin mysql; } &&
        setpriv --reuid mysql --regid mysql --clear-groups test -x "$data"; then
        echo mysql
    else
        echo root
    fi
}

write_database_config() {
    local memory_kb pool
    memory_kb=$(awk '$1 == "MemTotal:" { print $2 }' /proc/meminfo)
    pool=$((memory_kb / 1024 / 8))
    ((pool < 512)) || pool=512
    ((pool > 64)) || pool=64
    database_port=$(free_port database 23306)
    fill_in "$root/schema/deploy/mariadb.cnf.in" DATADIR "$database_dir" PORT "$database_port" BUFFER_POOL "${pool}M" >"$data/mariadb.cnf"
}

# Read by the server at every start, before it listens: the account is there and has the password of the file.
write_database_accounts() {
    local password
    [ -s "$data/db.password" ] || make_secret "$data/db.password"
    password=$(cat "$data/db.password")
    rm -f "$data/mariadb.accounts.sql"
    (umask 077 && : >"$data/mariadb.accounts.sql")
    {
        echo "CREATE DATABASE IF NOT EXISTS marque CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;"
        for host in localhost 127.0.0.1; do
            echo "CREATE USER IF NOT EXISTS marque@'$host';"
            echo "ALTER USER marque@'$host' IDENTIFIED BY '$password';"
            echo "GRANT ALL ON marque.* TO marque@'$host';"
        done
    } >"$data/mariadb.accounts.sql"
    [ "$(id -u)" != 0 ] || chown "$1" "$data/mariadb.accounts.sql"
}

# Made beside its place and moved there when complete: a database that exists is whole, and is never made again.
make_database() {
    local making=$data/mariadb.making user=$1
    if [ -e "$making" ]; then
        say "An earlier start was interrupted while it made the database; making it again."
        rm -rf "$making"
    fi
    need_space "$data" 400 "a new database" "choose another disk with --data DIR"
    # By a relative name, for mariadb-install-db breaks a path at its blanks.
    step "Making the database" "$log_dir/mariadb-install.log" \
        in_folder "$data" mariadb-install-db --no-defaults --datadir=./mariadb.making --user="$user" \
        --auth-root-authentication-method=socket --auth-root-socket-user="$user" --skip-test-db --skip-name-resolve --tmpdir=. ||
        die "The database could not be made. After mending what the lines above say, run the same command again."
    mv "$making" "$database_dir"
}

ensure_database() {
    local user
    user=$(database_user)
    if [ ! -e "$database_dir" ]; then
        [ "$user" != root ] || note "MariaDB runs as root here, because its own user cannot reach $data. A --data DIR outside /root avoids that."
        make_database "$user"
    elif [ ! -d "$database_dir/mysql" ]; then
        die "$database_dir is there but holds no database. Move it away, or choose another --data DIR."
    elif [ "$(id -u)" != 0 ] && [ ! -O "$database_dir" ]; then
        die "The database in $data belongs to $(stat -c %U "$database_dir"). Run the same command as that user or as root, or choose another --data DIR."
    fi
    write_database_config
    write_database_accounts "$user"
    database_socket=$database_dir/mariadb.sock
    # After a kill it first brings its tables in order, which may take a while with much data.
    start mariadb 300
}

launch_mariadb() {
    local as_user=()
    [ "$(id -u)" != 0 ] || as_user=(--user="$(database_user)")
    start_process mariadb mariadbd --defaults-file="$data/mariadb.cnf" --init-file="$data/mariadb.accounts.sql" "${as_user[@]}"
}

# The server greets a client with its version before anything else, and only when it is ready to work.
mariadb_answers() (
    exec 7<>"/dev/tcp/127.0.0.1/$database_port" || exit 1
    IFS= read -r -t 5 -N 16 -u 7 greeting || exit 1
    [[ $greeting == *10.* || $greeting == *11.* ]]
) 2>/dev/null

# The programs' view: the socket, or the port where the socket's name is too long for the kernel.
database_properties() {
    if ((${#database_socket} <= 107)); then
        printf 'db.socket = %s\n' "$database_socket"
    else
        printf 'db.host = 127.0.0.1\ndb.port = %s\n' "$database_port"
    fi
    printf 'db.name = marque\ndb.user = marque\ndb.password_file = %s\n' "$data/db.password"
}
