# What Debian packages Marque needs, and how they get here. Sourced by ./marque.

# To build and run. The -core packages of MariaDB bring the programs without a system service.
up_packages=(
    g++ cmake ninja-build ccache
    libpoco-dev libmysqlcppconn-dev nlohmann-json3-dev libssl-dev
    libpaho-mqttpp-dev libpaho-mqtt-dev libsqlite3-dev
    libhowardhinnant-date-dev libphonenumber-dev libargon2-dev prometheus-cpp-dev
    libboost-test-dev
    pkg-config libpango1.0-dev fonts-noto-cjk
    libzip-dev libexpat1-dev libxlsxwriter-dev
    mariadb-server-core mariadb-client-core mosquitto
    tzdata ca-certificates
)
# On top of these, to run the tests.
test_packages=(
    chromium poppler-utils openssl
    shellcheck
)
# Only where no usable Node is installed: Debian's npm fetches the right one from the npm registry.
node_packages=(nodejs npm)

# missing_packages NAME...: those not installed, one a line.
missing_packages() {
    local name
    for name; do
        [ "$(dpkg-query -W -f='${db:Status-Status}\n' "$name" 2>/dev/null | sort -u)" = installed ] || printf '%s\n' "$name"
    done
}

on_debian_12() {
    # shellcheck source=/dev/null
    [ -r /etc/os-release ] && (. /etc/os-release && [ "${ID:-}" = debian ] && [ "${VERSION_ID:-}" = 12 ])
}

# Without apt nothing can be installed; what is there may still do.
check_tools_without_apt() {
    local tool missing=()
    for tool in g++ cmake ninja mariadbd mariadb-install-db mosquitto node npm; do
        command -v "$tool" >/dev/null || missing+=("$tool")
    done
    ((${#missing[@]} == 0)) || die "This is not Debian 12, and these programs are missing: ${missing[*]}. Install them and run the same command again, or use a Debian 12 machine or container."
    warn "This is not Debian 12, so nothing is installed for you. All programs are there; if the build misses a library, see up_packages in server/deploy/launcher/packages.sh."
}

# Sets as_root to what must stand before a command that needs root.
become_root() {
    as_root=()
    [ "$(id -u)" = 0 ] && return 0
    if command -v sudo >/dev/null; then
        as_root=(sudo)
        if sudo -n true 2>/dev/null; then return 0; fi
        # Ask for the password now: the steps below run in the background, where sudo could not ask.
        if [ -t 0 ] && [ -z "${CI:-}" ]; then
            say "To install packages sudo needs your password."
            sudo -v && return 0
        fi
    fi
    return 1
}

# Debian starts a service when its package is installed. Marque runs its own copies, so it forbids that for the moment.
service_policy=/usr/sbin/policy-rc.d
policy_mark="# left by the launcher of Marque, which removes it"
forbid_service_start() {
    [ -e "$service_policy" ] && ! grep -qF "$policy_mark" "$service_policy" && return 0
    policy_made=yes
    printf '#!/bin/sh\n%s\nexit 101\n' "$policy_mark" | "${as_root[@]}" tee "$service_policy" >/dev/null
    "${as_root[@]}" chmod 755 "$service_policy"
}

policy_made=
allow_service_start() {
    [ -z "$policy_made" ] || "${as_root[@]}" rm -f "$service_policy"
    policy_made=
}

# Its progress goes to a descriptor of its own: apt closes that one for the packages' scripts, which need their output.
# sudo would close it too, so a shell behind sudo opens it.
apt() {
    # shellcheck disable=SC2016
    "${as_root[@]}" sh -c 'exec 3>&1; exec env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o APT::Status-Fd=3 \
        -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "$@"' apt "$@"
}

# An installation that was cut off before is completed first.
install_packages() {
    "${as_root[@]}" dpkg --configure -a && apt install --no-install-recommends "$@"
}

# ensure_packages NAME...: installs those that are missing.
ensure_packages() {
    local missing mosquitto_is_new=
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        check_tools_without_apt
        return 0
    fi
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0
    on_debian_12 || warn "This is not Debian 12, on which Marque is tested. Going on with this system's packages."
    become_root || die "Packages are missing, and you are neither root nor allowed to use sudo. Ask an administrator to run:
    apt-get update && apt-get install --no-install-recommends ${missing[*]}
Then run the same command again."
    need_space /usr 3000 "the packages"
    [[ " ${missing[*]} " == *" mosquitto "* ]] && mosquitto_is_new=yes
    step "Reading the package mirror's lists" "$log_dir/apt-update.log" apt update -o APT::Update::Error-Mode=any ||
        die "The package mirror cannot be reached. Check the network and /etc/apt/sources.list, then run the same command again."
    forbid_service_start
    step_must_finish=yes
    step "Installing ${#missing[@]} packages and what they need" "$log_dir/apt-install.log" install_packages "${missing[@]}" ||
        die "The packages could not be installed; the lines above say why. After mending it run the same command again."
    step_must_finish=
    allow_service_start
    # Marque starts a broker of its own; the system's should not come up at the next boot for our sake.
    if [ -n "$mosquitto_is_new" ] && [ -d /run/systemd/system ]; then
        "${as_root[@]}" systemctl disable --quiet mosquitto.service || warn "The service mosquitto.service could not be disabled; it will start at the next boot."
    fi
}

# need_space DIR MEGABYTES WHAT: says so before a full disk breaks something half way.
need_space() {
    local free
    free=$(df -Pm "$1" | awk 'NR == 2 { print $4 }')
    ((free >= $2)) || die "Only $free MB are free on the disk of $1, and $3 need about $2 MB. Free some space${4:+, or $4}."
}
