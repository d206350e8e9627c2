"""Prints the benchmark's tables and writes them as JSON and as a plot.

Usage: report.py RESULTS JSON SVG
RESULTS has the lines that `run` writes: identities, round, server, requests a second, microseconds of the server's CPU
for a request, and the part of the machine that server and wrk had. A round in which that was below 90 % for one of
its servers says nothing: it is dropped, and counted.
"""

import csv
import json
import statistics
import sys

BASELINE = "raw"
SERVERS = [BASELINE, "stock Jersey", "todevice"]
MACHINE = 0.9
COLORS = ["#888888", "#c58b3b", "#2b6cb0"]


def read(path):
    """The measurements: identities -> round -> server -> (rate, CPU, share)."""
    cases = {}
    with open(path, newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            measured = tuple(float(row[name]) for name in ("requests_per_second", "cpu_micros", "machine"))
            cases.setdefault(row["identities"], {}).setdefault(int(row["round"]), {})[row["server"]] = measured
    return cases


def summarise(rounds):
    """One case: how many rounds count, and for each server its medians and their ratios to the baseline."""
    kept = [servers for servers in rounds.values() if all(share >= MACHINE for _, _, share in servers.values())]
    summary = {"rounds": len(kept), "dropped": len(rounds) - len(kept), "servers": {}}
    for name in SERVERS if kept else []:
        ratios = [servers[name][1] / servers[BASELINE][1] for servers in kept]
        summary["servers"][name] = {
            "cpu_micros": round(statistics.median(servers[name][1] for servers in kept), 2),
            "cpu_ratio": round(statistics.median(ratios), 2),
            "cpu_ratio_min": round(min(ratios), 2),
            "cpu_ratio_max": round(max(ratios), 2),
            "requests_per_second": round(statistics.median(servers[name][0] for servers in kept)),
            "rate_ratio": round(statistics.median(servers[name][0] / servers[BASELINE][0] for servers in kept), 2),
        }
    return summary


def table(header, rows):
    """Prints rows of text under a header, the first column to the left and the others to the right."""
    widths = [max(len(row[column]) for row in [header, *rows]) for column in range(len(header))]
    for row in [header, *rows]:
        print("  ".join(c.rjust(w) if i else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths))).rstrip())
    print()


def plot(report):
    """Bars of the CPU ratio, a group for each case, as the text of an SVG."""
    bars = [(case, name, of["cpu_ratio"]) for case, s in report.items() for name, of in s["servers"].items()]
    scale = 400 / max((ratio for _, _, ratio in bars), default=1)
    parts = []
    for line, (case, name, ratio) in enumerate(bars):
        y, width = 40 + 26 * line, max(1, round(ratio * scale))
        parts.append(f'<text x="210" y="{y + 14}" text-anchor="end">{name}, {case}</text>')
        parts.append(f'<rect x="220" y="{y}" width="{width}" height="18" fill="{COLORS[SERVERS.index(name)]}"/>')
        parts.append(f'<text x="{226 + width}" y="{y + 14}">{ratio:.2f}</text>')
    height = 60 + 26 * len(bars)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 {height}" font-family="sans-serif" font-size="13">\n'
        '<rect width="100%" height="100%" fill="white"/>\n'
        '<text x="10" y="22" font-weight="bold">CPU for a request, as a ratio to raw Grizzly</text>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def main(results, json_path, svg_path):
    """Prints a table for each case and writes both files; fails where no round of a case counts."""
    report = {case: summarise(rounds) for case, rounds in read(results).items()}
    for case, summary in report.items():
        print(f"{case}: {summary['rounds']} rounds, {summary['dropped']} dropped (less than 90 % of the machine)")
        table(
            ["", "CPU µs", "ratio to raw", "min", "max", "requests/s", "ratio to raw"],
            [
                [
                    name,
                    f"{of['cpu_micros']:.1f}",
                    f"{of['cpu_ratio']:.2f}",
                    f"{of['cpu_ratio_min']:.2f}",
                    f"{of['cpu_ratio_max']:.2f}",
                    str(of["requests_per_second"]),
                    f"{of['rate_ratio']:.2f}",
                ]
                for name, of in summary["servers"].items()
            ],
        )
    with open(json_path, "w", encoding="utf-8") as out:
        json.dump(report, out, indent=2, ensure_ascii=False)
        out.write("\n")
    with open(svg_path, "w", encoding="utf-8") as out:
        out.write(plot(report))
    empty = [case for case, summary in report.items() if summary["rounds"] == 0]
    if empty:
        raise SystemExit(f"report: no round counts for {', '.join(empty)}: something else ran on the machine")


if __name__ == "__main__":
    main(*sys.argv[1:])
