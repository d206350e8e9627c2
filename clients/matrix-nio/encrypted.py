"""Encrypted messages: nio with its own Olm, syncing for ever as an ordinary client does.

A room is known to its clients only: nio follows the devices of a room's members and sends them the room's keys, one
encrypted to-device message for each device and key.
"""

import asyncio
import contextlib
import secrets
import tempfile

from checks import CONFIG, PASSWORD, Failure, check, equal, success
from nio import (
    AsyncClient,
    AsyncClientConfig,
    ErrorResponse,
    KeysQueryResponse,
    KeysUploadResponse,
    KeyVerificationAccept,
    KeyVerificationKey,
    KeyVerificationStart,
    LoginResponse,
    LogoutResponse,
    MatrixRoom,
    RegisterResponse,
    RoomKeyEvent,
    ShareGroupSessionResponse,
    SyncResponse,
    ToDeviceMessage,
    ToDeviceResponse,
)

ROOM = "!flow:example.org"
BACKLOG = 120
EMOJI = 7
WAIT_SECONDS = 30
POLL_MILLISECONDS = 30_000
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

    def known(self, user):
        """The devices that nio knows of a user, by their IDs."""
        return {device.id: device for device in self.olm.device_store.active_user_devices(user)}

    async def knows(self, user, *device_ids):
        """Waits until these are the devices that nio knows of a user."""
        await self.bell.until(
            lambda: set(self.known(user)) == set(device_ids),
            f"{self.device_id} knows {', '.join(device_ids)} of {user}",
        )

    async def share_key(self):
        """Shares a new key of the room with the devices of its members; its session ID."""
        self.client.invalidate_outbound_session(ROOM)
        response = await self.client.share_group_session(ROOM, ignore_unverified_devices=True)
        check(isinstance(response, ShareGroupSessionResponse), f"the key was not shared: {response}")
        return self.olm.outbound_group_sessions[ROOM].id

    async def has_keys(self, session_ids):
        """Waits for the last of the room's keys, and looks whether all came in order and once."""
        sessions = lambda: [event.session_id for event in self.heard(RoomKeyEvent)]  # noqa: E731
        await self.bell.until(lambda: session_ids[-1] in sessions(), f"the room's key for {self.device_id}")
        came = [session for session in sessions() if session in session_ids]
        equal(came, session_ids, f"keys that {self.device_id} decrypted")


class EncryptedFlow:
    """Alice has one device and Bob two."""

    def __init__(self, url):
        self.url = url
        self.bell = Bell()
        self.devices = []
        self.directory = tempfile.TemporaryDirectory(prefix="nio-store-")
        run = secrets.token_hex(4)
        self.alice = self._device(f"alice-e2e-{run}", "DESK")
        self.phone = self._device(f"bob-e2e-{run}", "PHONE")

    def _device(self, user, device_id):
        device = Device(self.url, user, device_id, self.directory.name, self.bell)
        self.devices.append(device)
        return device

    async def _log_in(self, device_id):
        device = self._device(self.phone.user, device_id)
        success(await device.client.login(PASSWORD), LoginResponse)
        device.enter(self.members)
        device.start()
        return device

    async def close(self):
        """Stops all clients, and removes their stores."""
        for device in self.devices:
            await device.stop()
        self.directory.cleanup()

    async def set_up(self):
        """Registers both users, and starts Bob's second device."""
        for device in (self.alice, self.phone):
            success(await device.client.register(device.user, PASSWORD), RegisterResponse)
        self.bob = self.phone.client.user_id
        self.members = [self.alice.client.user_id, self.bob]
        for device in (self.alice, self.phone):
            device.enter(self.members)
            device.start()
        self.laptop = await self._log_in("LAPTOP")

    async def prepare(self):
        """Fails where a client has stopped syncing."""
        for device in self.devices:
            check(device.syncing and not device.syncing.done(), f"{device.device_id} has stopped syncing")

    @property
    def steps(self):
        """The steps in the order in which they run."""
        return [
            self.start,
            self.room_key,
            self.new_device,
            self.backlog,
            self.stable_count,
            self.verification,
        ]

    async def start(self):
        """an ordinary start uploads keys once and asks for those of others"""
        for device in self.devices:
            uploads = lambda: device.responded(KeysUploadResponse)  # noqa: B023, E731
            await self.bell.until(uploads, f"{device.device_id} uploads keys")
            await self.bell.until(lambda: device.responded(KeysQueryResponse), f"{device.device_id} asks for keys")  # noqa: B023
            equal([str(error) for error in device.responded(ErrorResponse)], [], f"errors of {device.device_id}")
            equal(uploads()[0].signed_curve25519_count, device.olm.account.max_one_time_keys, "one-time keys")
        await self.alice.knows(self.bob, "PHONE", "LAPTOP")
        return f"{len(self.devices)} devices, {device.olm.account.max_one_time_keys} one-time keys each"

    async def room_key(self):
        """a room's key comes encrypted to each device"""
        session = await self.alice.share_key()
        for device in (self.phone, self.laptop):
            await device.has_keys([session])
        # And so it goes the other way, and between a user's own devices.
        session = await self.phone.share_key()
        for device in (self.alice, self.laptop):
            await device.has_keys([session])
        return "3 devices of 2 users"

    async def new_device(self):
        """new and departed devices are noticed"""
        tablet = await self._log_in("TABLET")
        for device in (self.alice, self.phone, self.laptop):
            await self.bell.until(lambda: "TABLET" in device.known(self.bob), "the new device")  # noqa: B023
        await tablet.has_keys([await self.alice.share_key()])
        self.devices.remove(tablet)
        success(await tablet.client.logout(), LogoutResponse)
        await tablet.stop()
        await self.alice.knows(self.bob, "PHONE", "LAPTOP")
        return "by the devices of both users"

    async def backlog(self):
        """a client that was away gets its backlog when it starts again"""
        await self.phone.stop()
        sessions = [await self.alice.share_key() for _ in range(BACKLOG)]
        await self.phone.restart()
        await self.phone.has_keys(sessions)
        await self.laptop.has_keys(sessions)
        return f"{BACKLOG} room keys decrypted in order and once, after a restart and without one"

    async def stable_count(self):
        """the count of one-time keys stays as it is"""
        count = self.phone.olm.account.max_one_time_keys
        counts = lambda: [r.device_key_count.signed_curve25519 for r in self.phone.responded(SyncResponse)]  # noqa: E731
        await self.bell.until(lambda: counts()[-1] == count, "keys that were claimed are replaced")
        uploads = len(self.phone.responded(KeysUploadResponse))
        for number in range(10):
            before = len(counts())
            message = ToDeviceMessage("io.todevice.flow", self.bob, "PHONE", {"number": number})
            success(await self.alice.client.to_device(message), ToDeviceResponse)
            await self.bell.until(lambda: len(counts()) > before, "one more sync")  # noqa: B023
        equal(counts()[-10:], [count] * 10, "one-time keys in ten syncs")
        equal(len(self.phone.responded(KeysUploadResponse)), uploads, "uploads of keys")
        return f"{count} keys in each of ten syncs, and no upload"

    async def verification(self):
        """two users verify each other's devices"""
        one, other = self.alice, self.phone
        success(await one.client.start_key_verification(one.known(self.bob)["PHONE"]), ToDeviceResponse)
        start = (await self.bell.until(lambda: other.heard(KeyVerificationStart), "the start"))[0]
        transaction = start.transaction_id
        success(await other.client.accept_key_verification(transaction), ToDeviceResponse)
        await self.bell.until(lambda: one.heard(KeyVerificationAccept), "the acceptance")
        sides = [device.client.key_verifications[transaction] for device in (one, other)]
        for device in (one, other):
            await self.bell.until(lambda: device.heard(KeyVerificationKey), "the other's key")  # noqa: B023
        shown = [[name for _, name in side.get_emoji()] for side in sides]
        equal(shown[0], shown[1], "emoji")
        check(len(shown[0]) == EMOJI, f"{len(shown[0])} emoji")
        for device in (one, other):
            success(await device.client.confirm_short_auth_string(transaction), ToDeviceResponse)
        for device, user, device_id in ((one, self.bob, "PHONE"), (other, one.client.user_id, "DESK")):
            await self.bell.until(lambda: device.known(user)[device_id].verified, f"{device_id} is verified")  # noqa: B023
        return f"both showed {' '.join(shown[0])}"
