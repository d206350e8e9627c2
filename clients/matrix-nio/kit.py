"""The adapter of the client kit for matrix-nio: the library in its ordinary mode, driven by lines of JSON on stdin, with
reports on stdout (docs/test-a-client.md)."""

import asyncio
import contextlib
import json
import logging
import sys
import uuid
from importlib.metadata import version

from device import Bell, Device
from nio import AsyncClient, AsyncClientConfig, LocalProtocolError, ToDeviceMessage, ToDeviceResponse

ORDINARY = AsyncClientConfig(store_sync_tokens=True)


def report(kind, value):
    """Writes one line."""
    sys.stdout.write(json.dumps({kind: value}) + "\n")
    sys.stdout.flush()


class Client(Device):
    """A device in nio's ordinary mode, which repeats requests by itself."""

    def __init__(self, command):
        self.timeout = command["sync_timeout_ms"]
        self.transactions = {}
        super().__init__(command["homeserver"], command["user_id"], command["device_id"], command["store"], Bell())
        self.client.restore_login(command["user_id"], command["device_id"], command["access_token"])

    def _new_client(self):
        client = AsyncClient(self.url, self.user, self.device_id, self.directory, ORDINARY)
        client.add_to_device_callback(self._heard, None)
        return client

    async def _heard(self, event):
        if event is None:
            return  # what nio makes of a message that it does not understand
        members = ("sender", "type", "content")
        report("received", {name: event.source.get(name) for name in members})

    async def sync(self):
        """Syncs until the session ends; any other exception ends the program, as it would end any."""
        with contextlib.suppress(LocalProtocolError):
            await self.client.sync_forever(timeout=self.timeout)

    async def send(self, command):
        """An application that repeats a send does it in the same transaction, which nio lets it name."""
        transaction = self.transactions.setdefault(command["id"], str(uuid.uuid4()))
        ((user, contents),) = command["messages"].items()
        ((device, content),) = contents.items()
        message = ToDeviceMessage(command["type"], user, device, content)
        try:
            response = await self.client.to_device(message, transaction)
        except Exception as error:  # whatever nio makes of a failure is the application's to repeat
            response = error
        is_sent = isinstance(response, ToDeviceResponse)
        report("sent" if is_sent else "failed", {"id": command["id"]} | ({} if is_sent else {"error": str(response)}))

    async def follow(self, command):
        """nio follows the users of encrypted rooms."""
        self.enter([self.client.user_id, command["user_id"]])


async def main():
    """Says hello, and does what it is told until its input ends."""
    report(
        "hello",
        {"name": "matrix-nio", "version": version("matrix-nio"), "abilities": ["send", "store", "encryption"]},
    )
    client, tasks = None, set()
    lines = asyncio.StreamReader(limit=1 << 24)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while True:
        reading = asyncio.create_task(lines.readline())
        while not reading.done():
            done, _ = await asyncio.wait({reading, *tasks}, return_when=asyncio.FIRST_COMPLETED)
            for task in done & tasks:
                tasks.discard(task)
                task.result()
        if not (line := reading.result()):
            return
        command = json.loads(line)
        if command["do"] == "start":
            client = Client(command)
            tasks.add(asyncio.create_task(client.sync()))
        else:
            tasks.add(asyncio.create_task(getattr(client, command["do"])(command)))


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    asyncio.run(main())
