# Sourced by servers/*/run, after tools/jar-server.sh: tests the server that was started, and makes a page for docs.
#
# Set before: OUT; URL, where the server is; and SERVER, its process.

KIT=target/todevice-kit.jar

# What is known to fail stands, judged, in the known-failures.yaml beside the script, if there is one.
# Ends with the exit code of the kit.
test_server() { # name and version, how the server is set up; then options of the command conformance
    local name=$1 setup=$2 known=() code=0 run=${0#"$PWD/"}
    shift 2
    [[ ! -e ${run%/*}/known-failures.yaml ]] || known=(--known-failures "${run%/*}/known-failures.yaml")
    java -jar "$KIT" conformance --target "$URL" --stop-command "kill -TERM $SERVER" "${known[@]}" \
        --json "$OUT/report.json" --html "$OUT/report.html" --junit "$OUT/report.xml" \
        --markdown "$OUT/report.md" "$@" || code=$?
    echo "$name" >"$OUT/name.txt"
    {
        echo "# The conformance kit on ${name% *}"
        echo
        echo "Made by \`$run\`: $name, $setup."
        echo
        cat "$OUT/report.md"
    } >"$OUT/page.md"
    echo "The page for docs: $OUT/page.md"
    exit "$code"
}
