"""Drives a server with wrk for a while, and measures what both took of the machine.

Usage: drive.py PID WRK-COMMAND...    (PID is the server's)

Prints one line: the requests answered, the microseconds that wrk ran, the requests refused, the connections broken,
the server's CPU time in microseconds, and the part of the machine that server and wrk had together. Linux only.
"""

import os
import resource
import subprocess
import sys
import time


def server_cpu(pid):
    """The seconds of CPU, user and system, that a process has taken so far."""
    with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def children_cpu():
    """The seconds of CPU that the ended children of this process have taken."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main(pid, command):
    """Runs the command and prints the line."""
    before, started = server_cpu(pid), time.monotonic()
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    elapsed, cpu = time.monotonic() - started, server_cpu(pid) - before
    totals = [line.split()[1:] for line in run.stdout.splitlines() if line.startswith("totals ")]
    if run.returncode != 0 or len(totals) != 1:
        raise SystemExit(f"drive: wrk failed with {run.returncode}:\n{run.stdout}")
    share = (cpu + children_cpu()) / (elapsed * len(os.sched_getaffinity(0)))
    print(*totals[0], round(cpu * 1e6), f"{share:.3f}")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
