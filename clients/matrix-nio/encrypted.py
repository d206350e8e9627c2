"""Encrypted messages between devices of two users.

A room is known to its clients only: nio follows the devices of a room's members and sends them the room's keys, one
encrypted to-device message for each device and key.
"""

import secrets
import tempfile

from checks import PASSWORD, check, equal, success
from device import Bell, Device
from nio import (
    ErrorResponse,
    KeysQueryResponse,
    KeysUploadResponse,
    KeyVerificationAccept,
    KeyVerificationKey,
    KeyVerificationStart,
    LoginResponse,
    LogoutResponse,
    RegisterResponse,
    SyncResponse,
    ToDeviceMessage,
    ToDeviceResponse,
)

BACKLOG = 120
EMOJI = 7


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
            uploads = await device.until(lambda it: it.responded(KeysUploadResponse), "an upload of keys")
            await device.until(lambda it: it.responded(KeysQueryResponse), "a query of keys")
            equal([str(error) for error in device.responded(ErrorResponse)], [], f"errors of {device.device_id}")
            equal(uploads[0].signed_curve25519_count, device.olm.account.max_one_time_keys, "one-time keys")
        await self.alice.knows(self.bob, "PHONE", "LAPTOP")
        # A room's key goes to the devices that its sender knows.
        every = {device.device_id for device in self.devices}
        for device in self.devices:
            await device.until(lambda it: {it.device_id}.union(*map(it.known, self.members)) == every, "all devices")
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
            await device.until(lambda it: "TABLET" in it.known(self.bob), "the new device")
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
        most = self.phone.olm.account.max_one_time_keys

        def counts(device):
            return [response.device_key_count.signed_curve25519 for response in device.responded(SyncResponse)]

        async def one_more_sync(number):
            before = len(counts(self.phone))
            message = ToDeviceMessage("io.todevice.flow", self.bob, "PHONE", {"number": number})
            success(await self.alice.client.to_device(message), ToDeviceResponse)
            await self.phone.until(lambda it: len(counts(it)) > before, "one more sync")

        await self.phone.until(lambda it: counts(it)[-1] >= most, "keys that were claimed are replaced")
        # nio uploads beside its next sync, and takes the count of a sync that was answered before the upload for a newer
        # one: it can upload a key too many, but not in a sync after one that had enough.
        await one_more_sync(0)
        count, uploads = counts(self.phone)[-1], len(self.phone.responded(KeysUploadResponse))
        for number in range(1, 11):
            await one_more_sync(number)
        equal(counts(self.phone)[-10:], [count] * 10, "one-time keys in ten syncs")
        equal(len(self.phone.responded(KeysUploadResponse)), uploads, "uploads of keys")
        return f"{count} keys in each of ten syncs, and no upload"

    async def verification(self):
        """two users verify each other's devices"""
        one, other = self.alice, self.phone
        success(await one.client.start_key_verification(one.known(self.bob)["PHONE"]), ToDeviceResponse)
        starts = await other.until(lambda it: it.heard(KeyVerificationStart), "the start")
        transaction = starts[0].transaction_id
        success(await other.client.accept_key_verification(transaction), ToDeviceResponse)
        await one.until(lambda it: it.heard(KeyVerificationAccept), "the acceptance")
        sides = [device.client.key_verifications[transaction] for device in (one, other)]
        for device in (one, other):
            await device.until(lambda it: it.heard(KeyVerificationKey), "the other's key")
        shown = [[name for _, name in side.get_emoji()] for side in sides]
        equal(shown[0], shown[1], "emoji")
        check(len(shown[0]) == EMOJI, f"{len(shown[0])} emoji")
        for device in (one, other):
            success(await device.client.confirm_short_auth_string(transaction), ToDeviceResponse)
        await one.until(lambda it: it.known(self.bob)["PHONE"].verified, "the other is verified")
        await other.until(lambda it: it.known(one.client.user_id)["DESK"].verified, "the other is verified")
        return f"both showed {' '.join(shown[0])}"
