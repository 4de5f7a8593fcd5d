# The private MQTT broker under DATA. Sourced by ./marque.

broker_user() {
    if [ "$(id -u)" != 0 ]; then
        id -un
    elif getent passwd mosquitto >/dev/null && setpriv --reuid mosquitto --regid mosquitto --clear-groups test -x "$data"; then
        echo mosquitto
    else
        echo root
    fi
}

ensure_broker() {
    local user
    user=$(broker_user)
    mkdir -p "$data/mosquitto"
    broker_port=$(free_port broker 21883)
    fill_in "$root/mes-bridge/deploy/mosquitto.conf.in" PORT "$broker_port" DATA "$data/mosquitto" >"$data/mosquitto.conf"
    # Started as root, the broker takes this user before it does anything.
    printf '\nuser %s\n' "$user" >>"$data/mosquitto.conf"
    [ "$(id -u)" != 0 ] || chown -R "$user" "$data/mosquitto"
    start mosquitto 20
}

launch_mosquitto() { start_process mosquitto mosquitto -c "$data/mosquitto.conf"; }
mosquitto_answers() { port_in_use "$broker_port"; }
