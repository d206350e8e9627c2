"""A device of a flow: nio with its own Olm, syncing for ever as an ordinary client does."""

import asyncio
import contextlib

from checks import CONFIG, Failure, check, equal
from nio import AsyncClient, AsyncClientConfig, MatrixRoom, RoomKeyEvent, ShareGroupSessionResponse

ROOM = "!flow:example.org"
WAIT_SECONDS = 30
# Less than WAIT_SECONDS: a device sees what it has uploaded in its next sync, which nothing else may end.
POLL_MILLISECONDS = 10_000
ENCRYPTED = AsyncClientConfig(**{**vars(CONFIG), "store_sync_tokens": True})


class Bell:
    """Rings when any client has heard something."""

    def __init__(self):
        self._rung = asyncio.Event()

    def ring(self):
        """Wakes all who wait."""
        self._rung.set()
        self._rung = asyncio.Event()

    async def until(self, condition, what):
        """Waits for a condition, which is tried again whenever the bell rings; what it was met with."""

        async def met():
            while not (value := condition()):
                await self._rung.wait()
            return value

        try:
            return await asyncio.wait_for(met(), WAIT_SECONDS)
        except asyncio.TimeoutError as late:
            raise Failure(f"not within {WAIT_SECONDS} s: {what}") from late


class Device:
    """A client with its encryption and a store on disk, which can be stopped and started again."""

    def __init__(self, url, user, device_id, directory, bell):
        self.url, self.user, self.device_id, self.directory, self.bell = url, user, device_id, directory, bell
        self.events, self.responses = [], []
        self.members = []
        self.syncing = None
        self.client = self._new_client()

    def _new_client(self):
        client = AsyncClient(self.url, self.user, self.device_id, self.directory, ENCRYPTED)
        client.add_to_device_callback(self._heard, None)
        client.add_response_callback(self._responded)
        return client

    async def _heard(self, event):
        self.events.append(event)
        self.bell.ring()

    async def _responded(self, response):
        self.responses.append(response)
        self.bell.ring()

    @property
    def olm(self):
        """The state of the client's encryption."""
        return self.client.olm

    def heard(self, kind):
        """The to-device events of one kind, in the order in which they came."""
        return [event for event in self.events if isinstance(event, kind)]

    def responded(self, kind):
        """The responses of one kind."""
        return [response for response in self.responses if isinstance(response, kind)]

    def enter(self, members):
        """The room and its members: nothing that a send-to-device server knows."""
        self.members = members
        room = MatrixRoom(ROOM, self.client.user_id, encrypted=True)
        for member in members:
            room.add_member(member, None, None)
        self.client.rooms[ROOM] = room
        self.olm.update_tracked_users(room)

    def start(self):
        """Starts to sync for ever."""
        self.syncing = asyncio.create_task(self.client.sync_forever(timeout=POLL_MILLISECONDS))

    async def stop(self):
        """Stops syncing, and closes the client."""
        if self.syncing:
            self.syncing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self.syncing
            self.syncing = None
        await self.client.close()

    async def restart(self):
        """A new client with the store of the old one."""
        old = self.client
        self.client = self._new_client()
        self.client.restore_login(old.user_id, old.device_id, old.access_token)
        self.enter(self.members)
        self.start()

    async def until(self, condition, what):
        """Waits until a condition holds of this device; what it was met with."""
        return await self.bell.until(lambda: condition(self), f"{self.device_id}: {what}")

    def known(self, user):
        """The devices that nio knows of a user, by their IDs."""
        return {device.id: device for device in self.olm.device_store.active_user_devices(user)}

    async def knows(self, user, *device_ids):
        """Waits until these are the devices that nio knows of a user."""
        await self.until(lambda it: set(it.known(user)) == set(device_ids), f"knows {', '.join(device_ids)} of {user}")

    async def share_key(self):
        """Shares a new key of the room with the devices of its members; its session ID."""
        self.client.invalidate_outbound_session(ROOM)
        response = await self.client.share_group_session(ROOM, ignore_unverified_devices=True)
        check(isinstance(response, ShareGroupSessionResponse), f"the key was not shared: {response}")
        return self.olm.outbound_group_sessions[ROOM].id

    async def has_keys(self, session_ids):
        """Waits for the last of the room's keys, and looks whether all came in order and once."""

        def sessions(device):
            return [event.session_id for event in device.heard(RoomKeyEvent)]

        await self.until(lambda it: session_ids[-1] in sessions(it), "the room's key")
        came = [session for session in sessions(self) if session in session_ids]
        equal(came, session_ids, f"keys that {self.device_id} decrypted")
