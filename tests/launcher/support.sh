# What the launcher's tests share: a data folder of their own, checks that say what they saw, and the end of it all.
# A test is called with MARQUE_BUILD_DIR set to the build whose programs it starts.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
parts=$root/server/deploy/launcher
: "${MARQUE_BUILD_DIR:?the build folder whose programs the launcher starts}"

# shellcheck source=server/deploy/launcher/say.sh
. "$parts/say.sh"
# shellcheck source=server/deploy/launcher/processes.sh
. "$parts/processes.sh"

scratch=$(mktemp -d "${TMPDIR:-/tmp}/marque-launcher-test.XXXXXX")
chmod 755 "$scratch"
data=$scratch/data
run_dir=$data/run
helpers=()

clean_up() {
    local rc=$? pid
    "$root/marque" down --data "$data" >/dev/null 2>&1 || true
    for pid in "${helpers[@]}"; do kill "$pid" 2>/dev/null || true; done
    if ((rc != 0)); then
        for log in "$scratch"/*.out "$data"/log/*.log; do
            [ -s "$log" ] && printf -- '--- %s\n' "$log" && tail -n 40 "$log"
        done
    fi
    rm -rf "$scratch"
    exit "$rc"
}
trap clean_up EXIT

fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}

# Two tests that run side by side start their search far apart.
http_port=$((30000 + $$ % 20000))
while port_in_use "$http_port"; do http_port=$((http_port + 1)); done

# marque COMMAND...: its output goes to $said; its exit code comes back.
said=$scratch/marque.out
marque() {
    local command=$1
    shift
    "$root/marque" "$command" --data "$data" "$@" >"$said" 2>&1 </dev/null
}
marque_up() { marque up --port "$http_port" --empty --detach "$@"; }

expect_said() { grep -qF -- "$1" "$said" || fail "expected to read \"$1\", but the launcher said: $(cat "$said")"; }
expect_not_said() { ! grep -qF -- "$1" "$said" || fail "the launcher said \"$1\": $(cat "$said")"; }

in_database() {
    mariadb --no-defaults --socket="$data/mariadb/mariadb.sock" --user=marque --password="$(cat "$data/db.password")" \
        --batch --skip-column-names marque -e "$1"
}

process_of() { cut -d' ' -f1 "$run_dir/$1.pid"; }
