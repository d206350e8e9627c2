# Sourced by the scripts beside it, after tools/jar-server.sh: Synapse on a free loopback port.
#
# Set before: HERE, this directory; OUT. Set here: URL, where Synapse is, and SERVER, its process.

start_synapse() {
    local file tries python port dir=$PWD/$OUT/server
    install_python "$HERE/requirements.txt"
    # A new server every time: nothing of an earlier run is there.
    rm -rf "$dir"
    mkdir -p "$dir"
    port=$(python3 -c 'import socket; print(socket.create_server(("127.0.0.1", 0)).getsockname()[1])')
    for file in homeserver.yaml log.yaml; do
        sed -e "s|@DIR@|$dir|g" -e "s|@PORT@|$port|g" "$HERE/$file.in" >"$dir/$file"
    done
    python=$PWD/$OUT/venv/bin/python
    "$python" -m synapse.app.homeserver --config-path "$dir/homeserver.yaml" --generate-keys >"$dir/keys.log" 2>&1 ||
        fail "Synapse made no keys: $(tail -n 1 "$dir/keys.log")"
    (cd "$dir" && exec "$python" -m synapse.app.homeserver --config-path homeserver.yaml) >"$dir/out.log" 2>&1 </dev/null &
    SERVER=$!
    URL=http://127.0.0.1:$port
    # Synapse makes its database first.
    for ((tries = 0; tries < 600; tries++)); do
        curl -fs --noproxy '*' --max-time 5 -o /dev/null "$URL/_matrix/client/versions" && break
        kill -0 "$SERVER" 2>/dev/null || { tail -n 20 "$dir/out.log" >&2; fail "Synapse has ended"; }
        sleep 0.2
    done
}
