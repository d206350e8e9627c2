"""Adds a rule for each effect at the admin API, and checks what a client sees: one line for each, exit code 1 if one is wrong."""

import json
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

PROXY, ADMIN, TOKEN_FILE = sys.argv[1:]
TOKEN = open(TOKEN_FILE).readline().strip()
CLIENT = "/_matrix/client/v3/"
SLIDING = "/_matrix/client/unstable/org.matrix.simplified_msc3575/sync?"
failures = 0


def call(method, url, body=None, token=None):
    """The status and the body; an exception where the connection does not last."""
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = "Bearer " + token
    data = None if body is None else json.dumps(body).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method), timeout=90) as response:
            text = response.read()
            return response.status, json.loads(text) if text else None
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def admin(method, path="", rules=None):
    status, body = call(method, ADMIN + path, rules, TOKEN)
    assert status in (200, 204), body
    return body


class User:
    def __init__(self, name):
        flow = {"username": name, "password": "pass of " + name, "auth": {"type": "m.login.dummy"}}
        status, body = call("POST", PROXY + CLIENT + "register", flow)
        assert status == 200, body
        self.id, self.device, self.token = body["user_id"], body["device_id"], body["access_token"]
        self.since = self.pos = None
        self.syncs = 0

    def request(self, method, path, body=None):
        return call(method, PROXY + CLIENT + path, body, self.token)

    def sync(self, keep=True, timeout=0):
        # Synapse keeps responses for two minutes, for requests that are the same.
        self.syncs += 1
        query = {"timeout": timeout + self.syncs}
        if self.since:
            query["since"] = self.since
        status, body = self.request("GET", "sync?" + urllib.parse.urlencode(query))
        if status != 200:
            return status
        if keep:
            self.since = body["next_batch"]
        return [event["content"].get("n") for event in body.get("to_device", {}).get("events", [])]

    def sliding_sync(self, timeout=0):
        query = {"timeout": timeout, **({"pos": self.pos} if self.pos else {})}
        extension = {"enabled": True, **({"since": self.since} if self.since else {})}
        body = {"conn_id": "faults", "extensions": {"to_device": extension}}
        status, body = call("POST", PROXY + SLIDING + urllib.parse.urlencode(query), body, self.token)
        if status != 200:
            return status
        self.pos, self.since = body["pos"], body["extensions"]["to_device"]["next_batch"]
        return [event["content"].get("n") for event in body["extensions"]["to_device"]["events"]]

    def send(self, to, n, transaction=None, **more):
        path = "sendToDevice/org.example.n/%s" % (transaction or "t%d" % time.monotonic_ns())
        return self.request("PUT", path, {"messages": {to.id: {to.device: {"n": n, **more}}}})[0]


def check(name, seen, expected):
    global failures
    if seen != expected:
        failures += 1
    print("%-4s %-22s %s" % ("ok" if seen == expected else "BAD", name, seen if seen == expected else f"{seen}, not {expected}"))


def sliding(alice, bob):
    """The effects on syncs, in sliding syncs."""

    def see(effect, expected, **members):
        admin("DELETE")
        for n in (1, 2, 3):
            assert alice.send(bob, n) == 200
        rule(effect, operation="slidingSync", times=1, **members)
        check("sliding: " + effect, [bob.sliding_sync(timeout=30_000 if each is expected[0] else 0) for each in expected], expected)

    bob.sliding_sync()
    see("delivered-twice", [[1, 1, 2, 2, 3, 3], []])
    see("reordered", [[3, 2, 1], []])
    see("emptied", [[None, None, None], []])
    see("altered", [[2, 3, 4], []])
    see("inbox-overflow", [[3], []])
    see("pages", [[1, 2], [3], []], size=2)
    see("empty-sync", [[], [1, 2, 3], []])
    see("old-since", [[1, 2, 3], [1, 2, 3], []])
    see("unavailable", [503, [1, 2, 3], []])
    for n in (1, 2):
        assert alice.send(bob, n) == 200
    bob.sliding_sync()
    rule("forgotten-since", operation="slidingSync", times=1)
    check("sliding: forgotten-since", [bob.sliding_sync(), bob.sliding_sync()], [[1, 2], []])


def error(action):
    try:
        action()
    except Exception as caught:  # Its type is what is looked at.
        return type(caught).__name__
    return "none"


def rule(effect, **members):
    admin("DELETE")
    admin("POST", rules=[{"effect": effect, **members}])


def timed(action):
    start = time.monotonic()
    action()
    return time.monotonic() - start


def main():
    names = str(time.time_ns())
    alice, bob = User("alice" + names), User("bob" + names)
    bob.sync()

    rule("answer-lost", operation="sendToDevice", user=alice.id, times=1)
    lost = error(lambda: alice.send(bob, 1, "lost"))
    check("answer-lost", [lost, alice.send(bob, 1, "lost"), bob.sync(), bob.sync()], ["RemoteDisconnected", 200, [1], []])
    rule("connection-reset", operation="sync", times=1)
    check("connection-reset", error(bob.sync), "ConnectionResetError")
    rule("cut-body", operation="sync", times=1)
    check("cut-body", error(bob.sync), "IncompleteRead")
    rule("dribble", ms=50, operation="sync", times=1)
    check("dribble", timed(bob.sync) >= 0.4, True)
    for effect, status in (("bad-gateway", 502), ("unavailable", 503), ("soft-logout", 401)):
        rule(effect, times=1)
        check(effect, [alice.send(bob, 0, effect), bob.sync()], [status, []])
    rule("rate-limited", ms=1500, times=1)
    check("rate-limited", alice.send(bob, 0), 429)
    rule("delay", ms=300, times=1)
    check("delay", timed(bob.sync) >= 0.3, True)
    rule("log-normal-delay", ms=100, sigma=0.5, seed=1, times=3)
    check("log-normal-delay", len({round(timed(bob.sync), 2) for _ in range(3)}) > 1, True)

    def arrive(count, **more):
        admin("DELETE")
        for n in range(1, count + 1):
            assert alice.send(bob, n, **more) == 200

    for effect, seen in (
        ("delivered-twice", [1, 1, 2, 2, 3, 3]),
        ("reordered", [3, 2, 1]),
        ("emptied", [None, None, None]),
        ("inbox-overflow", [3]),
    ):
        arrive(3)
        rule(effect, times=1)
        check(effect, [bob.sync(keep=False), bob.sync(), bob.sync()], [seen, [1, 2, 3], []])
    arrive(1, body="x" * 50)
    rule("altered", times=1)
    status, body = bob.request("GET", "sync?timeout=0&since=" + urllib.parse.quote(bob.since))
    check("altered", body["to_device"]["events"][0]["content"]["body"], "x" * 25 + "A" + "x" * 24)
    bob.sync()

    arrive(5)
    rule("pages", size=2, times=1)
    check("pages", [bob.sync() for _ in range(4)], [[1, 2], [3, 4], [5], []])
    arrive(2)
    rule("empty-sync", times=1)
    check("empty-sync", [bob.sync(timeout=30_000), bob.sync(), bob.sync()], [[], [1, 2], []])
    arrive(2)
    rule("old-since", times=1)
    check("old-since", [bob.sync(), bob.sync(), bob.sync()], [[1, 2], [1, 2], []])
    arrive(2)
    bob.sync()
    rule("forgotten-since", times=1)
    check("forgotten-since", [bob.sync(), bob.sync()], [[1, 2], []])
    rule("forgotten-transaction", operation="sendToDevice")
    check("forgotten-transaction", [alice.send(bob, 1, "same"), alice.send(bob, 1, "same"), bob.sync()], [200, 200, [1, 1]])

    keys = {"curve25519:" + n: n * 43 for n in "abc"}
    assert bob.request("POST", "keys/upload", {"one_time_keys": keys})[0] == 200
    rule("one-time-key-twice")
    claim = {"one_time_keys": {bob.id: {bob.device: "curve25519"}}}
    claimed = [alice.request("POST", "keys/claim", body)[1]["one_time_keys"] for body in (claim, {**claim, "timeout": 9999})]
    check("one-time-key-twice", claimed[0] == claimed[1] and bool(claimed[0]), True)

    rule("unavailable", user=alice.id)
    check("a rule about a user", [alice.sync(), bob.sync()], [503, []])
    admin("DELETE")
    seen = []
    waiting = threading.Thread(target=lambda: seen.append(bob.sync(timeout=60_000)))
    waiting.start()
    time.sleep(1)
    alice.send(bob, 7)
    waiting.join(30)
    check("a waiting sync", seen, [[7]])
    arrive(45, body="x" * 20_000)
    check("a long response", bob.sync(), list(range(1, 46)))
    sliding(alice, User("carol" + names))
    return 1 if failures else 0


sys.exit(main())
