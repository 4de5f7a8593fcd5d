# What the launcher says, and how it waits and shows progress. Sourced by ./marque.

say() { printf '%s\n' "$*"; }
note() { printf '  %s\n' "$*"; }
warn() { printf 'marque: %s\n' "$*" >&2; }
die() {
    printf 'marque: %s\n' "$*" >&2
    exit 1
}

# A pipe that never delivers: reading it with a time limit waits without starting a process.
exec {never_fd}<> <(:)
pause() { read -rt "$1" -u "$never_fd" || true; }

# until_true SECONDS COMMAND...: asks ten times a second until the command succeeds or the time is over.
until_true() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        ((SECONDS < deadline)) || return 1
        pause 0.1
    done
}

# The newest line of a log that tells a person how far it is; apt's machine-readable status becomes "42 % text".
newest_line() {
    tail -n 20 "$1" 2>/dev/null | tr '\r' '\n' |
        awk '/^[dp][lm]status:/ { status = $0 } NF { last = $0 } END { print status ? status : last }' |
        sed -e 's/^[dp][lm]status:[^:]*:\([0-9]*\)[0-9.]*:/\1 % /' -e $'s/\033\\[[0-9;]*[A-Za-z]//g' | cut -c1-100
}

log_without_status() { grep -v '^[dp][lm]status:' "$1" | tail -n "$2"; }

step_job=
step_must_finish=
# Ends the step that is under way; one that would leave the system half changed is waited for instead.
stop_step() {
    [ -n "$step_job" ] || return 0
    if [ -n "$step_must_finish" ]; then
        say ""
        say "Letting this step finish first ..."
        wait "$step_job" || true
    else
        kill -TERM -- "-$step_job" 2>/dev/null || true
    fi
    step_job=
}

# step TITLE LOG COMMAND...: runs a long command with its output in LOG, tells how far it is and how long it took.
# Returns the command's exit code, after showing the end of the log if it failed.
step() {
    local title=$1 log=$2 began=$SECONDS shown=$SECONDS rc=0
    shift 2
    mkdir -p "$(dirname "$log")"
    say "$title ..."
    # A process group of its own, so that Ctrl-C here can end the whole step and not only its first process.
    set -m
    "$@" </dev/null >"$log" 2>&1 9>&- &
    step_job=$!
    set +m
    while kill -0 "$step_job" 2>/dev/null; do
        pause 0.2
        if [ -t 1 ]; then
            printf '\r\033[K  %d s  %s' $((SECONDS - began)) "$(newest_line "$log" | cut -c1-"$((${COLUMNS:-80} - 12))")"
        elif ((SECONDS - shown >= 10)); then
            shown=$SECONDS
            note "$((SECONDS - began)) s  $(newest_line "$log")"
        fi
    done
    wait "$step_job" || rc=$?
    step_job=
    [ -t 1 ] && printf '\r\033[K'
    if ((rc == 0)); then
        note "done in $((SECONDS - began)) s"
        return 0
    fi
    warn "$title failed after $((SECONDS - began)) s. The end of $log:"
    log_without_status "$log" 25 | sed 's/^/    /' >&2
    return "$rc"
}
