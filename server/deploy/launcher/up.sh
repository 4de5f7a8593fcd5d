# ./marque up and ./marque down. Sourced by ./marque.

line_id=ga-1
topic_prefix=marque/plant-01/vehicle/$line_id
running=()

# fill_in TEMPLATE NAME VALUE...: prints the template with every @NAME@ replaced.
fill_in() {
    local text
    text=$(cat "$1")
    shift
    while (($#)); do
        text=${text//"@$1@"/"$2"}
        shift 2
    done
    printf '%s\n' "$text"
}

# One launcher at a time on a data folder. Returns 1 if another holds it.
lock_data() {
    mkdir -p "$run_dir" "$log_dir" 2>/dev/null || true
    [ -w "$run_dir" ] ||
        die "$data cannot be written by $(id -un). Run the same command as the user who owns it, or choose another --data DIR."
    exec 9>>"$run_dir/lock"
    flock -n 9
}

# The file run/launcher says who holds the lock and, once all is up, the address: "PID STARTED ADDRESS".
launcher_pid() {
    local pid began
    read -r pid began launcher_address 2>/dev/null <"$run_dir/launcher" || return 1
    [ "$(started_at "$pid")" = "$began" ] && printf '%s' "$pid"
}
launcher_address() { cut -s -d' ' -f3 "$run_dir/launcher" 2>/dev/null; }
write_launcher_file() { printf '%s %s %s\n' "$1" "$(started_at "$1")" "${2:-}" >"$run_dir/launcher"; }

greet_running_launcher() {
    local pid address
    pid=$(launcher_pid) || pid=unknown
    address=$(launcher_address) || address=
    if [ -n "$address" ]; then
        say "Marque already runs on $data: $address (process $pid). To stop it: ./marque down${data_option:+ $data_option}"
        exit 0
    fi
    die "Another ./marque up (process $pid) is just starting on $data. Wait until it is ready, or give this one another --data DIR."
}

check_http_port() {
    local holder
    port_in_use "$http_port" || return 0
    holder=$(port_holder "$http_port") || holder="another process"
    die "Port $http_port is in use by $holder. Stop it, or choose another port: ./marque up --port $((http_port + 1))${data_option:+ $data_option}"
}

clear_leftovers() {
    anything_running || return 0
    say "An earlier launcher was killed and left processes behind; stopping them first."
    stop_everything
}

write_server_properties() {
    {
        echo "# Written by ./marque up at every start."
        printf 'http.host = 127.0.0.1\nhttp.port = %s\n' "$http_port"
        [ ! -e "$portal_dir/index.html" ] || printf 'http.portal = %s\n' "$portal_dir"
        printf 'schema.dir = %s\n' "$root/schema"
        database_properties
        printf 'demo = %s\n' "$([ -n "$empty" ] && echo false || echo true)"
    } >"$data/marque.properties"
}

write_bridge_properties() {
    bridge_health_port=$(free_port bridge 28090)
    mkdir -p "$data/bridge"
    {
        echo "# Written by ./marque up at every start."
        printf 'server.url = http://127.0.0.1:%s\nserver.token_file = %s\n' "$http_port" "$data/bridge.token"
        printf 'broker.urls = tcp://127.0.0.1:%s\ntopic_prefix = %s\nline = %s\n' "$broker_port" "$topic_prefix" "$line_id"
        printf 'data_dir = %s\nhealth_port = %s\n' "$data/bridge" "$bridge_health_port"
    } >"$data/bridge.properties"
}

# make_secret FILE: 48 letters and digits, for its owner alone.
make_secret() { (umask 077 && head -c 36 /dev/urandom | base64 | tr '+/' 'pq' >"$1"); }

admin() { "$bin_dir/marque-admin" "$@" --config "$data/marque.properties"; }

prepare_contents() {
    step "Bringing the database to this version" "$log_dir/migrate.log" admin migrate ||
        die "The database could not be brought to this version; the lines above say why. Nothing was started."
    if [ -n "$empty" ]; then
        step "Loading the reference data" "$log_dir/load-reference.log" admin load-reference ||
            die "The reference data could not be loaded; the lines above say why."
    else
        step "Loading the demo network" "$log_dir/load-demo.log" admin load-demo ||
            die "The demo network could not be loaded; the lines above say why."
    fi
    [ -s "$data/bridge.token" ] || make_secret "$data/bridge.token"
    step "Giving the bridge its token" "$log_dir/token.log" \
        admin set-service-token --line "$line_id" --token-file "$data/bridge.token" ||
        die "The bridge could not be given its token; the lines above say why."
}

launch_marque_server() { start_process marque-server "$bin_dir/marque-server" --config "$data/marque.properties"; }
marque_server_answers() { http_ok "$http_port" /readyz; }

launch_marque_bridge() { start_process marque-bridge "$bin_dir/marque-bridge" --config "$data/bridge.properties"; }
marque_bridge_answers() { http_ok "$bridge_health_port" /healthz; }

launch_marque_line() {
    mkdir -p "$data/line"
    line_log_before=$(stat -c %s "$log_dir/marque-line.log" 2>/dev/null || echo 0)
    start_process marque-line "$bin_dir/marque-line" --broker "tcp://127.0.0.1:$broker_port" --topic-prefix "$topic_prefix" \
        --line-file "$root/mes-bridge/line-simulator/lines/$line_id.json" --data "$data/line" --car-seconds 30 --wrong-option 0.05 --seed 1 --follow-office-clock
}
marque_line_answers() { tail -c +$((line_log_before + 1)) "$log_dir/marque-line.log" | grep -q '"event":"broker_connected"'; }

print_sign_ins() {
    local role name password organisation
    printf '  %-20s %-22s %-16s %s\n' "Role" "Sign-in" "Password" "At"
    admin print-sign-ins | while IFS=$'\t' read -r role name password organisation; do
        printf '  %-20s %-22s %-16s %s\n' "$role" "$name" "$password" "$organisation"
    done
}

print_welcome() {
    say ""
    say "Marque is running."
    say ""
    note "Portal     $address"
    note "Broker     tcp://127.0.0.1:$broker_port   topic prefix $topic_prefix"
    note "Data       $data   (logs in $log_dir)"
    if [ -n "$no_line" ]; then
        note "Line       none: connect yours to the broker above; what to say is in docs/how-to/connect-a-line.md"
    fi
    if [ -z "$empty" ]; then
        say ""
        print_sign_ins
    fi
    say ""
    say "To try: sign in as a salesperson, place an order, and follow it by its number while the line builds the car."
    if [ -n "$detach" ]; then
        say "To stop: ./marque down${data_option:+ $data_option}"
    else
        say "To stop: Ctrl-C here, or ./marque down${data_option:+ $data_option} elsewhere."
    fi
}

end_up() {
    local rc=$?
    trap '' INT TERM HUP
    trap - EXIT
    leave_clean
    if anything_running; then
        say ""
        say "Stopping ..."
        stop_everything
        say "Stopped. The data stays in $data."
    fi
    rm -f "$run_dir/launcher"
    exit "$rc"
}

install_and_build() {
    if [ -n "${MARQUE_BUILD_DIR:-}" ]; then
        bin_dir=$MARQUE_BUILD_DIR/bin
        return 0
    fi
    ensure_tools
    lock_build
    ensure_portal
    ensure_programs marque-server marque-admin marque-bridge marque-line
    unlock_build
}

marque_up() {
    local began=$SECONDS
    lock_data || greet_running_launcher
    trap end_up EXIT
    write_launcher_file $$
    clear_leftovers
    check_http_port
    install_and_build
    need_space "$data" 300 "the database and its logs" "choose another disk with --data DIR"

    say "Starting ..."
    ensure_database
    running+=(mariadb)
    ensure_broker
    running+=(mosquitto)
    write_server_properties
    write_bridge_properties
    prepare_contents
    check_http_port
    start marque-server 60
    running+=(marque-server)
    start marque-bridge 60
    running+=(marque-bridge)
    if [ -z "$no_line" ]; then
        start marque-line 30
        running+=(marque-line)
    fi
    address=http://127.0.0.1:$http_port/
    print_welcome
    say "Ready after $((SECONDS - began)) s."
    if [ -n "$detach" ]; then
        supervise_in_background
    else
        write_launcher_file $$ "$address"
        supervise
    fi
}

# The lock and the traps go to a process that stays; this one returns.
supervise_in_background() {
    (
        trap end_up EXIT
        trap 'exit 0' TERM INT
        trap '' HUP
        write_launcher_file "$BASHPID" "$address"
        supervise
    ) </dev/null >>"$log_dir/launcher.log" 2>&1 &
    until_true 5 launcher_is "$!"
    disown
    trap - EXIT INT TERM HUP
}
launcher_is() { [ "$(launcher_pid)" = "$1" ]; }

marque_down() {
    local pid
    [ -d "$run_dir" ] || { say "Nothing runs on $data."; return 0; }
    if lock_data; then
        if anything_running; then
            say "The launcher was killed; stopping what it left behind ..."
            stop_everything
            say "Stopped. The data stays in $data."
        else
            rm -f "$run_dir/launcher"
            say "Nothing runs on $data."
        fi
        return 0
    fi
    pid=$(launcher_pid) || die "Something holds $run_dir/lock but is not a launcher that this user can see."
    kill -TERM "$pid" 2>/dev/null || die "Marque on $data was started by another user: process $pid belongs to $(stat -c %U "/proc/$pid")."
    say "Stopping ..."
    until_true 150 flock -n 9 || die "The launcher (process $pid) has not ended in 150 seconds; see $log_dir."
    say "Stopped. The data stays in $data."
}
