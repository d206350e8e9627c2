"""Compares the stores of one server in one run: what counts are the ratios.

Usage: stores.py [--seconds N] [--rounds N] [--connections N] [--steady RATE] [--only NAMES] CLASSPATH

Starts the server with each store in a directory of its own, has wrk send messages to all of them in turn, and prints
the rates, and how long a message takes where only so many are sent in a second. Where cc is there, the SQLite store also
runs on a disk whose flushes take two milliseconds longer. Linux only.
"""

import argparse
import http.client
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).parent
RECEIVERS = 16


class Server:
    """One server with its store."""

    def __init__(self, name, classpath, directory, store, flags=(), preload=None):
        self.name, self.directory = name, pathlib.Path(directory)
        self.log = self.directory / f"{name}.log"
        environment = dict(os.environ, **({"LD_PRELOAD": str(preload)} if preload else {}))
        # What is sent stays: in memory a heap of half a GiB would be full after a few rounds.
        heap = "-Xmx4g" if store == "memory" else "-Xmx512m"
        command = ["java", heap, *flags, "-cp", classpath, "io.todevice.Main",
                   "serve", "--port", "0", "--server-name", "localhost", "--store", store, "--requests-per-second", "0",
                   "--inbox-messages", "100000000", "--inbox-size", "64GiB", "--user-inbox-size", "64GiB",
                   "--inbox-memory", "256GiB"]
        with open(self.log, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
        self.port = self.wait()
        self.sender = self.register("alice", "ALICEDEVICE")
        self.receivers = [self.register(f"bob{i:03d}", f"DEVICE{i:03d}") for i in range(1, RECEIVERS + 1)]
        self.rates, self.runs = [], 0

    def wait(self):
        """The port, when the server listens."""
        for _ in range(3000):
            found = re.search(r"listening on http://127\.0\.0\.1:(\d+)", self.log.read_text(encoding="utf-8"))
            if found:
                return int(found.group(1))
            time.sleep(0.1)
        raise SystemExit(f"{self.name} did not start: {self.log.read_text(encoding='utf-8')}")

    def call(self, method, path, body=None, token=None):
        """What the server answers, as JSON, and the seconds that took."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        started = time.monotonic()
        connection.request(method, "/_matrix/client/v3" + path, json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{self.name}: {path} answered {answer.status}: {text[:200]}")
        return json.loads(text), time.monotonic() - started

    def register(self, user, device):
        """The access token of a new user."""
        body = {"auth": {"type": "m.login.dummy"}, "username": user, "password": "a long password", "device_id": device}
        return self.call("POST", "/register", body)[0]["access_token"]

    def drive(self, connections, seconds, extra=()):
        """Has wrk send messages for a while; returns how many a second."""
        self.runs += 1
        command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", *extra, "-s",
                   str(HERE / "send.lua"), f"http://127.0.0.1:{self.port}", "--", self.sender, f"run{self.runs}",
                   str(RECEIVERS), "1000"]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        answered, micros, refused, broken = map(int, re.search(r"totals (.*)", output).group(1).split())
        if refused or broken:
            print(f"{self.name}: {refused} refused, {broken} broken of {answered}", file=sys.stderr)
        return answered * 1e6 / micros

    def steady(self, rate, seconds, connections=16):
        """Sends so many messages a second; the milliseconds from when each was due to its response, the shortest first."""
        self.runs += 1
        run, each, times = self.runs, rate * seconds // connections, []
        headers = {"Authorization": f"Bearer {self.sender}"}
        start = time.monotonic() + 0.5

        def send(number):
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            body = json.dumps({"messages": {f"@bob{number + 1:03d}:localhost": {"*": {"body": "x" * 280}}}}).encode()
            for turn in range(each):
                due = start + (turn * connections + number) / rate
                time.sleep(max(0.0, due - time.monotonic()))
                path = f"/_matrix/client/v3/sendToDevice/m.test/steady{run}-{number}-{turn}"
                connection.request("PUT", path, body, headers)
                answer = connection.getresponse()
                answer.read()
                if answer.status == 200:
                    times.append((time.monotonic() - due) * 1e3)

        senders = [threading.Thread(target=send, args=(number,)) for number in range(connections)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        if len(times) != each * connections:
            raise SystemExit(f"{self.name}: {each * connections - len(times)} messages were not answered 200")
        return sorted(times)

    def log_size(self):
        """The size of the write-ahead log in MiB."""
        return sum(path.stat().st_size for path in self.directory.glob("*-wal")) / (1 << 20)

    def stop(self):
        """Ends the server."""
        self.process.terminate()
        self.process.wait(30)


def main():
    """Measures and prints."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--warm-up", type=int, default=2)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--steady", type=int, default=1000, help="how many messages are sent in a second to measure their times")
    parser.add_argument("--only", default="", help="names of stores, with commas between them; memory is always driven")
    parser.add_argument("classpath")
    options = parser.parse_args()
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="stores-"))
    servers = []
    try:
        plans = [("memory", "memory", (), None), ("sqlite", "sqlite:{}/a.db", (), None),
                 ("sqlite-single", "sqlite:{}/a.db", ("-Dtodevice.sqlite.batch=1",), None)]
        if shutil.which("cc"):
            slow = scratch / "slow_sync.so"
            subprocess.run(["cc", "-shared", "-fPIC", "-o", str(slow), str(HERE / "slow_sync.c"), "-ldl"], check=True)
            plans += [("slow", "sqlite:{}/a.db", (), slow),
                      ("slow-single", "sqlite:{}/a.db", ("-Dtodevice.sqlite.batch=1",), slow)]
        wanted = {"memory", *options.only.split(",")} if options.only else {plan[0] for plan in plans}
        for name, store, flags, preload in (plan for plan in plans if plan[0] in wanted):
            directory = scratch / name
            directory.mkdir()
            servers.append(Server(name, options.classpath, directory, store.format(directory), flags, preload))
        log = 0.0
        for turn in range(-options.warm_up, options.rounds):
            for server in servers:
                rate = server.drive(options.connections, options.seconds)
                log = max(log, server.log_size())
                if turn >= 0:
                    server.rates.append(rate)
                print(f"{server.name}: {rate:.0f}/s", file=sys.stderr)
        rates = {server.name: statistics.median(server.rates) for server in servers}
        for name, rate in rates.items():
            print(f"{name}: {rate:.0f} messages/s, {rate / rates['memory']:.2f} of memory's")
        if {"sqlite", "sqlite-single"} <= wanted:
            print(f"group commit: {rates['sqlite'] / rates['sqlite-single']:.1f} times one commit per request")
        if {"slow", "slow-single"} <= set(rates):
            print(f"the same with slow flushes: {rates['slow'] / rates['slow-single']:.1f} times")
        for server in servers:
            if not server.name.endswith("-single"):
                times = server.steady(options.steady, 10)
                half, most = times[len(times) // 2], times[len(times) * 99 // 100]
                print(f"{server.name}: {half:.1f} ms, 99 of 100 within {most:.1f} ms at {options.steady} messages/s")
        print(f"largest write-ahead log: {log:.1f} MiB")
    finally:
        for server in servers:
            server.stop()
        shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
