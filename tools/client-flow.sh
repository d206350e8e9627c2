# Sourced by the scripts that run a client's flow: against the server at a URL, or against one of their own.
#
# Set before: OUT, as in jar-server.sh, which this sources.

FLOW_SECONDS=600

source tools/jar-server.sh

# What clients/package.json pins, installed once into $NODE, and the flows beside it, where Node looks for it.
NODE=target/clients
install_node() {
    command -v npm >/dev/null || fail "no npm; on Debian and Ubuntu: apt-get install npm" 3
    mkdir -p "$OUT" "$NODE"
    if ! cmp -s clients/package.json "$NODE/installed.json"; then
        rm -rf "$NODE/node_modules" "$NODE/installed.json"
        cp clients/package.json "$NODE/"
        npm install --prefix "$NODE" --no-package-lock --no-audit --no-fund --loglevel=error >&2
        cp clients/package.json "$NODE/installed.json"
    fi
    for flow in matrix-js-sdk browser; do
        rm -rf "${NODE:?}/$flow"
        cp -r "clients/$flow" "$NODE/"
    done
}

# Ends with the exit code of the flow.
run_flow() { # the script's arguments, --, and the command, which is given the URL as its last argument
    local code=0 arguments=()
    while [[ $1 != -- ]]; do arguments+=("$1"); shift; done
    shift
    URL=
    case "${#arguments[@]}:${arguments[0]:-}" in
    0:) ;;
    2:--url) URL=${arguments[1]} ;;
    *) fail "usage: ${0#"$PWD/"} [--url URL]" 2 ;;
    esac
    [[ -n $URL ]] || start_server
    timeout -k 5 "$FLOW_SECONDS" "$@" "$URL" </dev/null &
    RUNNING=$!
    wait "$RUNNING" || code=$?
    RUNNING=
    if [[ -n $SERVER ]]; then
        ((code == 0)) || tail -n 20 "$OUT/server.log" >&2
        stop_server
    fi
    exit "$code"
}
