# A Node that the portal's tools accept. Sourced by ./marque.

node_is_usable() {
    local version
    command -v node >/dev/null && command -v npm >/dev/null || return 1
    version=$(node --version 2>/dev/null) || return 1
    [[ $version =~ ^v([0-9]+)\.([0-9]+)\. ]] || return 1
    ((BASH_REMATCH[1] > 20 || (BASH_REMATCH[1] == 20 && BASH_REMATCH[2] >= 19)))
}

own_node_dir=$root/.cache/node

use_own_node() {
    [ -x "$own_node_dir/node_modules/.bin/node" ] && PATH=$own_node_dir/node_modules/.bin:$PATH
    hash -r
}

fetch_node() {
    rm -rf "$own_node_dir"
    mkdir -p "$own_node_dir"
    npm install --prefix "$own_node_dir" --no-audit --no-fund --no-save --loglevel=http node@22 npm@10
}

# The packages of which Node comes, if it must come; one a line.
packages_for_node() {
    node_is_usable || [ -x "$own_node_dir/node_modules/.bin/node" ] || command -v npm >/dev/null || printf '%s\n' "${node_packages[@]}"
}

# Leaves a usable node and npm first on PATH.
ensure_node() {
    node_is_usable && return 0
    use_own_node
    node_is_usable && return 0
    step "Fetching Node 22 from the npm registry" "$log_dir/node.log" fetch_node ||
        die "Node could not be fetched. If the lines above speak of the network, check that npm can reach its registry (npm ping)."
    use_own_node
    node_is_usable || die "The Node in $own_node_dir does not run. Delete that folder and run the same command again."
}
