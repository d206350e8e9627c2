"""What a real client library sees of a server: a scripted flow with matrix-nio.

Usage: flow.py URL

Every step prints one line, "ok" or "not ok"; the last line counts them, and the exit code is 1 unless all passed. A
failed step does not stop the others.
"""

import asyncio
import sys

from checks import STEP_SECONDS, Remarks, report
from encrypted import EncryptedFlow
from plain import PlainFlow


async def run(flow, remarks, first):
    """Runs the steps of a flow, numbered from the first on: whether each passed."""
    try:
        try:
            await asyncio.wait_for(flow.set_up(), STEP_SECONDS)
        except Exception as error:  # whatever nio makes of the server's answer is a finding, not a crash
            reason = f"{type(error).__name__}: {error}{remarks.take()}"
            print(f"not ok: {type(flow).__name__}: no step was run, for the set-up failed ({reason})")
            return [False] * len(flow.steps)
        return [
            await report(number, step, flow.prepare, remarks) for number, step in enumerate(flow.steps, first)
        ]
    finally:
        await flow.close()


async def main(url):
    """Runs the flows: the exit code."""
    remarks = Remarks()
    passed = []
    for flow in (PlainFlow(url), EncryptedFlow(url)):
        passed += await run(flow, remarks, len(passed) + 1)
    print(f"{sum(passed)} passed, {len(passed) - sum(passed)} failed")
    return 0 if all(passed) else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    raise SystemExit(asyncio.run(main(sys.argv[1])))
