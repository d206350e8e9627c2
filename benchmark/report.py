"""Prints the benchmark's tables.

Usage: report.py RESULTS    (lines of "round,server,requests_per_second"; every round holds every server once)
"""

import csv
import statistics
import sys

BASELINE = "raw"


def read(path):
    """The measurements as server -> list of requests per second, in the order of the rounds."""
    servers = {}
    with open(path, newline="", encoding="utf-8") as lines:
        for row in sorted(csv.DictReader(lines), key=lambda row: int(row["round"])):
            servers.setdefault(row["server"], []).append(float(row["requests_per_second"]))
    return servers


def table(header, rows):
    """Prints rows of text under a header, the first column to the left and the others to the right."""
    widths = [max(len(row[column]) for row in [header, *rows]) for column in range(len(header))]
    for row in [header, *rows]:
        print("  ".join(c.rjust(w) if i else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths))).rstrip())
    print()


def main(path):
    """Prints requests per second, the ratios to the baseline, and one closing line for each server."""
    servers = read(path)
    names = sorted(servers, key=lambda name: ["raw", "stock Jersey", "todevice"].index(name))
    rounds = [str(number + 1) for number in range(len(servers[BASELINE]))]
    ratios = {name: [a / b for a, b in zip(servers[name], servers[BASELINE], strict=True)] for name in names}

    table(
        ["requests/s", *rounds, "median"],
        [[name, *(f"{v:.0f}" for v in servers[name]), f"{statistics.median(servers[name]):.0f}"] for name in names],
    )
    table(
        ["ratio to raw", *rounds, "min", "median", "max"],
        [
            [name, *(f"{v:.2f}" for v in [*of, min(of), statistics.median(of), max(of)])]
            for name, of in ratios.items()
        ],
    )
    for name in names:
        print(f"{name} {statistics.median(ratios[name]):.2f}")


if __name__ == "__main__":
    main(sys.argv[1])
