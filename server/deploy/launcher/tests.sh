# ./marque test, bench and shift. Sourced by ./marque.

marque_test() {
    mkdir -p "$log_dir"
    ensure_tools "${test_packages[@]}"
    lock_build
    fetch_beside dealer-portal tests/e2e
    ensure_programs
    await_fetching
    ensure_portal
    ensure_node_modules tests/e2e
    unlock_build
    say "Running the tests ..."
    cd "$root"
    # Each test has its own database, broker and ports, so they may run side by side; -j on the command line goes before.
    # One more than there are cores: the browser's story mostly waits for the line.
    export CTEST_PARALLEL_LEVEL=${CTEST_PARALLEL_LEVEL:-$(($(nproc) + 1))}
    exec ctest --preset release "$@"
}

# run_tool NAME ARGUMENT...: a program that brings its own server and database, and needs no portal.
run_tool() {
    local name=$1
    shift
    mkdir -p "$log_dir"
    if [ -z "${MARQUE_BUILD_DIR:-}" ]; then
        {
            ensure_tools
            lock_build
            ensure_programs marque-server marque-admin marque-bridge marque-line "$name"
            unlock_build
        } >&2
    fi
    cd "$root"
    exec "$bin_dir/$name" "$@"
}
