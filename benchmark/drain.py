"""Empties the inboxes of devices through /sync and prints how many messages were in them together.

Usage: drain.py PORT    (standard input has an access token on each line)
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
    print(sum(drain(int(sys.argv[1]), token) for token in sys.stdin.read().split()))
