# Builds the portal and the programs, and skips what is up to date. Sourced by ./marque.

# ensure_tools [PACKAGE...]: all that building and running needs, and these packages.
ensure_tools() {
    local for_node
    mapfile -t for_node < <(packages_for_node)
    ensure_packages "${up_packages[@]}" "${for_node[@]}" "$@"
    ensure_node
}

# fingerprint PATH...: one hash over the names and contents of everything below, less what tools put there.
fingerprint() {
    {
        node --version
        cd "$root" && find "$@" \( -name node_modules -o -name dist -o -path '*/api/generated' \) -prune -o -type f -print0 |
            LC_ALL=C sort -z | xargs -0 sha256sum
    } | sha256sum | cut -d' ' -f1
}

stamp_is() { [ "$(cat "$root/.cache/$1.stamp" 2>/dev/null)" = "$2" ]; }
put_stamp() {
    mkdir -p "$root/.cache"
    printf '%s\n' "$2" >"$root/.cache/$1.stamp"
}

in_folder() { cd "$1" && shift && "$@"; }

modules_stamp() { printf 'modules-%s' "${1//\//-}"; }
modules_fingerprint() { fingerprint "$1/package.json" "$1/package-lock.json"; }
modules_are_there() { [ -d "$root/$1/node_modules" ] && stamp_is "$(modules_stamp "$1")" "$(modules_fingerprint "$1")"; }
fetch_modules() {
    in_folder "$root/$1" env PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=http
}

# ensure_node_modules FOLDER: npm ci where the lock file has changed since.
ensure_node_modules() {
    local folder=$1
    modules_are_there "$folder" && return 0
    step "Fetching what $folder needs from the npm registry" "$log_dir/$(modules_stamp "$folder").log" fetch_modules "$folder" ||
        die "The npm packages of $folder could not be fetched. If the lines above speak of the network, check that npm can reach its registry (npm ping)."
    put_stamp "$(modules_stamp "$folder")" "$(modules_fingerprint "$folder")"
}

fetching=
# fetch_beside FOLDER...: the same while something else goes on, until await_fetching. What fails is left to
# ensure_node_modules, which tries it again and says why.
fetch_beside() {
    local folder
    set -m
    for folder; do
        modules_are_there "$folder" || {
            fetch_modules "$folder" >"$log_dir/$(modules_stamp "$folder").log" 2>&1 &&
                put_stamp "$(modules_stamp "$folder")" "$(modules_fingerprint "$folder")"
        }
    done </dev/null 8>&- 9>&- &
    fetching=$!
    set +m
}
await_fetching() {
    wait "$fetching" || true
    fetching=
}
stop_fetching() { [ -z "$fetching" ] || kill -TERM -- "-$fetching" 2>/dev/null || true; }

ensure_portal() {
    local now
    ensure_node_modules dealer-portal
    now=$(fingerprint dealer-portal docs/openapi.yaml)
    [ -e "$root/dealer-portal/dist/index.html" ] && stamp_is portal "$now" && return 0
    step "Building the portal" "$log_dir/portal.log" in_folder "$root/dealer-portal" npm run build ||
        die "The portal does not build."
    put_stamp portal "$now"
}

# ensure_programs [TARGET...]: with none, everything, tests too.
ensure_programs() {
    local targets=()
    (($#)) && targets=(--target "$@")
    if [ ! -e "$root/build/release/build.ninja" ]; then
        step "Configuring the build" "$log_dir/configure.log" in_folder "$root" cmake --preset release ||
            die "The build could not be configured."
    fi
    step "Building the programs" "$log_dir/build.log" \
        in_folder "$root" env NINJA_STATUS='[%f of %t] ' cmake --build --preset release "${targets[@]}" ||
        die "The programs do not build."
}

# One build at a time in a checkout; a second launcher waits for the first.
lock_build() {
    mkdir -p "$root/.cache" 2>/dev/null || true
    [ -w "$root/.cache" ] ||
        die "$root cannot be written by $(id -un). Run the same command as the user who owns it."
    [ ! -e "$root/build" ] || [ -w "$root/build" ] ||
        die "$root/build belongs to $(stat -c %U "$root/build"). Run the same command as that user, or delete the folder."
    exec 8>"$root/.cache/build.lock"
    flock -n 8 && return 0
    say "Another launcher is building in this checkout; waiting for it ..."
    flock 8
}
unlock_build() { exec 8>&-; }
