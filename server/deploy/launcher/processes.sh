# The processes that one `up` runs: their pid files, their end, and what happens when one dies. Sourced by ./marque.
#
# A pid file holds the process id and the time the process was started, as the kernel counts it; a process that was
# given an old number anew differs in the second, and is left alone.

started_at() {
    local stat
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    # The program's name, in brackets, may hold blanks; behind it the start time is the 20th word.
    set -f
    # shellcheck disable=SC2086
    set -- ${stat##*) }
    set +f
    [ "$1" != Z ] && printf '%s' "${20}"
}

# pid_of NAME: prints the process id if that very process still runs.
pid_of() {
    local pid began
    read -r pid began 2>/dev/null <"$run_dir/$1.pid" || return 1
    [ -n "$began" ] && [ "$(started_at "$pid")" = "$began" ] && printf '%s' "$pid"
}

is_running() { pid_of "$1" >/dev/null; }

keep_log_small() {
    local size
    size=$(stat -c %s "$1" 2>/dev/null || echo 0)
    ((size < 20000000)) || mv -f "$1" "$1.1"
}

# start_process NAME COMMAND...: in a session of its own, so that Ctrl-C reaches the launcher alone.
start_process() {
    local name=$1
    shift
    keep_log_small "$log_dir/$name.log"
    (
        exec 9>&- {never_fd}>&-
        exec setsid "$@"
    ) </dev/null >>"$log_dir/$name.log" 2>&1 &
    printf '%s %s\n' "$!" "$(started_at "$!")" >"$run_dir/$name.pid"
}

# stop_process NAME SECONDS: asks it to end, and ends it if it does not in that time.
stop_process() {
    local name=$1 pid
    if pid=$(pid_of "$name"); then
        kill -TERM "$pid" 2>/dev/null || true
        until_true "$2" not is_running "$name" || {
            warn "$name (process $pid) did not end in $2 seconds and is killed; see $log_dir/$name.log."
            kill -KILL "$pid" 2>/dev/null || true
            until_true 10 not is_running "$name" || warn "$name (process $pid) cannot be killed."
        }
    fi
    rm -f "$run_dir/$name.pid"
}

not() { ! "$@"; }

# In this order: who needs the others goes first.
all_processes=(marque-line marque-bridge marque-server mosquitto mariadb)

stop_everything() {
    local name
    for name in "${all_processes[@]}"; do
        if [ "$name" = mariadb ]; then stop_process "$name" 60; else stop_process "$name" 15; fi
    done
    rm -f "$run_dir/launcher"
}

anything_running() {
    local name
    for name in "${all_processes[@]}"; do is_running "$name" && return 0; done
    return 1
}

show_log_end() {
    if [ -s "$log_dir/$1.log" ]; then
        say "The end of $log_dir/$1.log:"
        tail -n "${2:-12}" "$log_dir/$1.log" | sed 's/^/    /'
    fi
}

# wait_until_up NAME SECONDS COMMAND...: until the command succeeds; stops at once if the process ends before that.
wait_until_up() {
    local name=$1 seconds=$2 deadline=$((SECONDS + $2))
    shift 2
    until "$@"; do
        is_running "$name" || { show_log_end "$name" 25 >&2; die "$name ended while starting. The lines above say why."; }
        ((SECONDS < deadline)) || { show_log_end "$name" 25 >&2; die "$name did not answer within $seconds seconds."; }
        pause 0.1
    done
}

# http_ok PORT PATH: true if a GET is answered with a 2xx.
http_ok() (
    exec 7<>"/dev/tcp/127.0.0.1/$1" || exit 1
    printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$2" "$1" >&7
    IFS= read -r -t 5 -u 7 status || exit 1
    timeout 5 cat <&7 >/dev/null
    [[ $status =~ ^HTTP/[0-9.]+\ 2 ]]
) 2>/dev/null

listening_inodes() {
    local port
    port=$(printf ':%04X' "$1")
    awk -v port="$port" '$4 == "0A" && substr($2, length($2) - 4) == port { print $10 }' /proc/net/tcp /proc/net/tcp6 2>/dev/null
}

port_in_use() { [ -n "$(listening_inodes "$1")" ]; }

# port_holder PORT: "process 123 (nginx)" if this user may see it.
port_holder() {
    local inode link pid
    for inode in $(listening_inodes "$1"); do
        link=$(find /proc/[0-9]*/fd -maxdepth 1 -lname "socket:\[$inode\]" -print -quit 2>/dev/null) || true
        pid=${link#/proc/}
        pid=${pid%%/*}
        [ -n "$pid" ] && printf 'process %s (%s)' "$pid" "$(cat "/proc/$pid/comm" 2>/dev/null)" && return 0
    done
    return 1
}

# free_port NAME BASE: the port this DATA used before if it is free, else the next free one of a range that differs
# between data folders, so that two that start together seldom want the same.
free_port() {
    local port spread
    port=$(cat "$run_dir/$1.port" 2>/dev/null || true)
    if [ -z "$port" ] || port_in_use "$port"; then
        spread=$(printf '%s' "$data" | cksum | cut -d' ' -f1)
        port=$(($2 + spread % 1000))
        while port_in_use "$port"; do port=$((port + 1)); done
        printf '%s\n' "$port" >"$run_dir/$1.port"
    fi
    printf '%s' "$port"
}

# start NAME SECONDS: for a part with launch_NAME, which only starts it, and NAME_answers, which says whether it works.
start() {
    "launch_${1//-/_}"
    wait_until_up "$1" "$2" "${1//-/_}_answers"
}

# supervise: until a signal comes, starts again what died. Gives up on a part that dies over and over.
# It waits for no part to answer: that part may itself be waiting for another that has died meanwhile.
supervise() {
    local name since=$SECONDS
    local -A state=() ends=()
    while true; do
        pause 1
        for name in "${running[@]}"; do
            # Here bash would add a line of its own about a child that was killed.
            if is_running "$name" 2>/dev/null; then
                if [ "${state[$name]:-}" = started ] && "${name//-/_}_answers"; then
                    say "$(date '+%H:%M:%S') $name is back."
                    state[$name]=''
                fi
                continue
            fi
            if [ "${state[$name]:-}" != ended ]; then
                ((SECONDS - since < 600)) || { ends=() since=$SECONDS; }
                ends[$name]=$((${ends[$name]:-0} + 1)) state[$name]=ended
                tell_end "$name"
                ((ends[$name] <= 5)) || die "$name ended 6 times within ten minutes; giving up. The logs are in $log_dir."
            fi
            may_start "$name" || continue
            say "Starting $name again."
            "launch_${name//-/_}"
            state[$name]=started
        done
    done
}

# The server refuses to start without its database; the others wait for what they need by themselves.
may_start() { [ "$1" != marque-server ] || mariadb_answers; }

# tell_end NAME: with the reason, where this shell is the parent and knows it.
tell_end() {
    local pid='' rc=0 reason=''
    read -r pid _ 2>/dev/null <"$run_dir/$1.pid" || true
    wait "${pid:-0}" 2>/dev/null || rc=$?
    if ((rc > 128)); then
        reason=" (ended by signal $(kill -l $((rc - 128))))"
    elif ((rc != 127)); then
        reason=" (exit code $rc)"
    fi
    say "$(date '+%H:%M:%S') $1 has ended$reason."
    show_log_end "$1"
}
