"""Empties the inbox of one device through /sync and prints how many messages were in it.

Usage: drain.py PORT    (the access token is the first line of standard input)
"""

import http.client
import json
import sys
import time
import urllib.parse

DEADLINE_SECONDS = 120


def drain(port, token):
    """Reads to the end of the inbox; each request acknowledges what the one before it brought."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    deadline = time.monotonic() + DEADLINE_SECONDS
    count, since = 0, None
    while time.monotonic() < deadline:
        query = "" if since is None else "?" + urllib.parse.urlencode({"since": since})
        connection.request("GET", "/_matrix/client/v3/sync" + query, headers={"Authorization": "Bearer " + token})
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise SystemExit(f"drain: /sync answered {response.status}: {body[:200]!r}")
        answer = json.loads(body)
        events = answer.get("to_device", {}).get("events", [])
        if not events:
            return count
        count += len(events)
        since = answer["next_batch"]
    raise SystemExit(f"drain: the inbox was not empty after {DEADLINE_SECONDS} s and {count} messages")


if __name__ == "__main__":
    print(drain(int(sys.argv[1]), sys.stdin.readline().strip()))
