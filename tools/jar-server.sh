# Sourced by scripts that try the finished jar from outside: it is started on a free loopback port, and stopped again.
#
# Set before: OUT, the script's own directory below target/. Set here: URL, where the server is. The working directory is
# that of the repository. `RUNNING` is the script's own child that is to end with it.

JAR=target/todevice-server.jar
START_SECONDS=60
STOP_SECONDS=20
SERVER=
RUNNING=

fail() { # message [exit code]
    echo "${0#"$PWD/"}: $1" >&2
    exit "${2:-1}"
}

# A virtual environment with what a requirements file pins, made once.
install_python() { # requirements file
    mkdir -p "$OUT"
    cmp -s "$1" "$OUT/installed.txt" && return
    rm -rf "$OUT/venv" "$OUT/installed.txt"
    python3 -m venv "$OUT/venv" || fail "no virtual environment; on Debian and Ubuntu: apt-get install python3-venv" 3
    "$OUT/venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$1"
    cp "$1" "$OUT/installed.txt"
}

cleanup() {
    trap - EXIT INT TERM HUP
    [[ -z $RUNNING ]] || kill "$RUNNING" 2>/dev/null || true
    [[ -z $SERVER ]] || kill -9 "$SERVER" 2>/dev/null || true
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

start_server() { # options of serve
    local port tries
    [[ -s $JAR ]] || fail "$JAR is missing: mvn package makes it"
    port=$(python3 -c 'import socket; print(socket.create_server(("127.0.0.1", 0)).getsockname()[1])')
    java -jar "$JAR" serve --port "$port" "$@" >"$OUT/server.log" 2>&1 </dev/null &
    SERVER=$!
    URL=http://127.0.0.1:$port
    for ((tries = 0; tries < START_SECONDS * 5; tries++)); do
        curl -fs --noproxy '*' --max-time 5 -o "$OUT/versions.json" "$URL/_matrix/client/versions" && return
        kill -0 "$SERVER" 2>/dev/null || break
        sleep 0.2
    done
    tail -n 20 "$OUT/server.log" >&2
    fail "the server did not answer"
}

# A server that is asked to stop has to stop by itself, and without an error of its own.
stop_server() {
    local tries code=0
    kill -TERM "$SERVER" 2>/dev/null || { wait "$SERVER" || code=$?; SERVER=; fail "the server had ended ($code)"; }
    for ((tries = 0; tries < STOP_SECONDS * 10; tries++)); do
        kill -0 "$SERVER" 2>/dev/null || break
        sleep 0.1
    done
    ! kill -0 "$SERVER" 2>/dev/null || fail "the server had not stopped $STOP_SECONDS s after SIGTERM"
    wait "$SERVER" || code=$?
    SERVER=
    # 143 is how a JVM that ran its shutdown hooks reports SIGTERM.
    ((code == 0 || code == 143)) || fail "the server ended with $code after SIGTERM"
}
