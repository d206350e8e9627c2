"""What the steps of a flow expect of nio's responses, and how a step is reported."""

import asyncio
import json
import logging

from nio import AsyncClientConfig, ErrorResponse

STEP_SECONDS = 60
PASSWORD = "correct horse battery staple"
# No silent second attempt: a broken connection or a rate limit is a failure here.
CONFIG = AsyncClientConfig(max_timeouts=0, max_limit_exceeded=0, request_timeout=30, store_sync_tokens=False)


class Failure(Exception):
    """The server did not do what it should."""


def check(condition, message):
    """Fails the step unless the condition holds; unlike assert, also with python -O."""
    if not condition:
        raise Failure(message)


def equal(actual, expected, what):
    """Compares JSON values strictly: 1, 1.0 and true differ, the order of an object's keys does not matter."""
    one, other = (json.dumps(value, sort_keys=True) for value in (actual, expected))
    check(one == other, f"{what}: expected {other[:300]}, got {one[:300]}")


def kind_of(response, kind):
    """The HTTP status of the response, which must be of the kind that nio makes of such an answer."""
    status = response.transport_response.status
    what = str(response) if isinstance(response, ErrorResponse) else type(response).__name__
    check(isinstance(response, kind), f"expected {kind.__name__}, got HTTP {status}, {what}")
    return status


def success(response, kind):
    """The response, which must be a good answer of this kind and have come as JSON with a 200."""
    status = kind_of(response, kind)
    check(status == 200, f"HTTP status {status}")
    content_type = response.transport_response.content_type
    check(content_type == "application/json", f"content type {content_type}")
    return response


def refusal(response, kind, status, errcode):
    """The response must be an error with this HTTP status and this Matrix error code."""
    actual = (kind_of(response, kind), response.status_code)
    check(actual == (status, errcode), f"expected {status} {errcode}, got {actual[0]} {actual[1]}")


class Remarks(logging.Handler):
    """Keeps what nio logs, such as the field that it missed in an answer, for the line of a failed step."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []
        logging.getLogger("nio").addHandler(self)

    def emit(self, record):
        """Keeps the message."""
        self.lines.append(record.getMessage())

    def take(self):
        """What was logged since the last time, to stand behind a failure's reason."""
        text = "".join(f"; nio: {line}" for line in self.lines)
        self.lines.clear()
        return text


async def report(number, step, prepare, remarks):
    """Runs a step and prints its line: whether it passed."""
    remarks.take()
    try:
        await asyncio.wait_for(prepare(), STEP_SECONDS)
        detail = await asyncio.wait_for(step(), STEP_SECONDS)
    except Failure as failure:
        detail = str(failure)
    except asyncio.TimeoutError:
        detail = f"no end within {STEP_SECONDS} s"
    except Exception as error:  # whatever nio makes of the server's answer is a finding, not a crash
        detail = f"{type(error).__name__}: {error}"
    else:
        print(f"ok {number} {step.__doc__} ({detail})", flush=True)
        return True
    print(f"not ok {number} {step.__doc__} ({detail}{remarks.take()})", flush=True)
    return False
