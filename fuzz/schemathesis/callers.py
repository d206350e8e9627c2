"""Hooks of Schemathesis: who calls, so that every operation gets past its authentication.

One user makes most requests. An operation that ends its own session gets a user of its own each time, since what it
ends must not be everybody's. No generated password, user name or stage of authentication is ever right; so where a case
fits the schema and has a member for them, right ones are put in, and the other cases stay as they are.
"""

import itertools
import json
import os
import urllib.request

import schemathesis

URL = os.environ["TODEVICE_URL"]
ENDING = {"logout", "logout_all", "deleteDevice", "deleteDevices"}
PASSWORD = "a password"

numbers = itertools.count()
users = {}


def register(name, device):
    """Makes an account, and returns its access token."""
    body = {
        "username": name,
        "password": PASSWORD,
        "device_id": device,
        "auth": {"type": "m.login.dummy"},
    }
    request = urllib.request.Request(
        URL + "/_matrix/client/v3/register", data=json.dumps(body).encode(), method="POST"
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        token = json.load(response)["access_token"]
    users[token] = name
    return token


# schemathesis.toml names both.
COMMON = register("fuzz", "FUZZ")
# Logging in replaces a device's token, so whoever logs in is somebody else.
register("visitor", "VISITOR")


def operation_id(operation):
    return operation.definition.raw.get("operationId")


@schemathesis.auth(refresh_interval=None)
class Callers:
    def get(self, case, context):
        if operation_id(context.operation) in ENDING:
            return register(f"ending{next(numbers)}", "ENDING")
        return COMMON

    def set(self, case, data, context):
        case.headers = case.headers or {}
        case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.hook
def before_call(context, case, kwargs):
    body = case.body
    if not isinstance(body, dict) or case.meta is None or not case.meta.generation.mode.is_positive:
        return
    operation = operation_id(case.operation)
    token = (case.headers or {}).get("Authorization", "").removeprefix("Bearer ")
    if operation in ENDING and token in users and "auth" in body:
        body["auth"] = {"type": "m.login.password", **credentials(users[token])}
        if operation == "deleteDevice":
            # The caller's own. Another user's device of the same path is another device, which Schemathesis cannot know:
            # it would miss the deletion there.
            case.path_parameters["deviceId"] = "ENDING"
    elif operation == "login" and "password" in body:
        body.update(type="m.login.password", **credentials("visitor"))
    elif operation == "register" and "password" in body:
        body.update(auth={"type": "m.login.dummy"}, username=f"made{next(numbers)}", password=PASSWORD)


def credentials(name):
    return {"identifier": {"type": "m.id.user", "user": name}, "password": PASSWORD}
