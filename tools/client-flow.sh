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

# Runs a library through the client kit, with its known failures, and makes the page for docs from what came to light.
# Ends with the exit code of the kit.
run_kit() { # library, what is pinned, folder of the known failures, command; then options of the command clients
    local library=$1 pinned=$2 folder=$3 command=$4 code=0
    shift 4
    [[ -s $JAR ]] || fail "$JAR is missing: mvn package makes it"
    java -jar "$JAR" clients --command "$command" --known-failures "$folder/known-failures.yaml" \
        --json "$OUT/kit.json" --html "$OUT/kit.html" --junit "$OUT/kit.xml" --badge "$OUT/kit.svg" \
        --markdown "$OUT/kit.md" "$@" || code=$?
    {
        echo "# The client kit on $library"
        echo
        echo "Made by \`$folder/kit\`: $pinned."
        echo
        cat "$OUT/kit.md"
    } >"$OUT/page.md"
    echo "The page for docs: $OUT/page.md"
    exit "$code"
}
