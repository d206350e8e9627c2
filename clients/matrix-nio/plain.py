"""Plain messages: what nio sees of a server without its encryption."""

import asyncio
import secrets
import time

from checks import CONFIG, PASSWORD, Failure, check, equal, refusal, success
from nio import (
    Api,
    AsyncClient,
    LoginError,
    LoginResponse,
    LogoutResponse,
    RegisterResponse,
    SyncError,
    SyncResponse,
    ToDeviceMessage,
    ToDeviceResponse,
    UnknownToDeviceEvent,
    WhoamiError,
    WhoamiResponse,
)

# What many clients send with their first sync: an inline filter, and full_state.
FILTER = {"room": {"timeline": {"limit": 10}, "state": {"lazy_load_members": True}}, "presence": {"not_types": ["*"]}}
TYPE = "io.todevice.flow"
SYNC_LIMIT = 100


def sources(response):
    """The to-device events of a sync as they stood in the response."""
    for event in response.to_device_events:
        check(isinstance(event, UnknownToDeviceEvent), f"nio could not read a to-device event: {event!r}")
    return [event.source for event in response.to_device_events]


async def sync(client, since=None, timeout=0, first=False):
    """One sync that must succeed; without `since` it goes on from the client's last one."""
    extra = {"sync_filter": FILTER, "full_state": True} if first else {}
    return success(await client.sync(timeout=timeout, since=since, **extra), SyncResponse)


async def take(client):
    """Syncs until nothing more comes: the events, and how many each sync brought."""
    events, sizes = [], []
    while True:
        check(len(sizes) < 100, "the inbox did not come to an end within 100 syncs")
        response = await sync(client)
        if not response.to_device_events:
            return events, sizes
        events += sources(response)
        sizes.append(len(response.to_device_events))


async def send(client, recipient, device, content, txn_id=None, event_type=TYPE):
    """Sends one message, which must succeed."""
    message = ToDeviceMessage(event_type, recipient, device, content)
    success(await client.to_device(message, txn_id), ToDeviceResponse)


async def send_many(client, messages):
    """Sends to several devices in one request, for which nio has no higher-level call."""
    method, path, data = Api.to_device(client.access_token, TYPE, {"messages": messages}, secrets.token_hex(8))
    # nio hands the message that was sent to the response; it is not looked at.
    response = await client._send(ToDeviceResponse, method, path, data, response_data=(None,))
    success(response, ToDeviceResponse)


class PlainFlow:
    """Alice has one device and Bob three, all of them without encryption."""

    def __init__(self, url):
        self.url = url
        self.clients = []
        run = secrets.token_hex(4)
        self.alice = self.client(f"alice-{run}", "DESK")
        self.bob_name = f"bob-{run}"
        self.phone = self.client(self.bob_name, "PHONE")

    def client(self, user, device_id):
        """A client of nio that is closed at the end."""
        client = AsyncClient(self.url, user, device_id=device_id, config=CONFIG)
        self.clients.append(client)
        return client

    async def close(self):
        """Closes the connections of all clients."""
        for client in self.clients:
            await client.close()

    @property
    def bobs(self):
        """All devices of the receiver."""
        return [self.phone, self.laptop, self.tablet]

    async def set_up(self):
        """Registers both users and logs the receiver in on two more devices."""
        for client in (self.alice, self.phone):
            name, device = client.user, client.device_id
            answer = success(await client.register(name, PASSWORD), RegisterResponse)
            check(answer.user_id.startswith(f"@{name}:"), f"registered {name}, got {answer.user_id}")
            check(answer.device_id == device, f"asked for device {device}, got {answer.device_id}")
        self.bob = self.phone.user_id
        # Both forms in which a user may be named.
        self.laptop = self.client(self.bob_name, "LAPTOP")
        self.tablet = self.client(self.bob, "TABLET")
        for client in (self.laptop, self.tablet):
            device = client.device_id
            answer = success(await client.login(PASSWORD), LoginResponse)
            equal([answer.user_id, answer.device_id], [self.bob, device], "login")
        for client in (self.alice, *self.bobs):
            before = [client.user_id, client.device_id]
            answer = success(await client.whoami(), WhoamiResponse)
            equal([answer.user_id, answer.device_id], before, "whoami")
        for client in (self.alice, *self.bobs):
            await sync(client, first=True)

    @property
    def steps(self):
        """The steps in the order in which they run."""
        return [
            self.one_device,
            self.wildcard,
            self.order,
            self.redelivery,
            self.duplicate,
            self.long_poll,
            self.logout,
            self.wrong_password,
        ]

    async def prepare(self):
        """Acknowledges whatever an earlier step left behind."""
        for client in self.bobs:
            await take(client)

    async def one_device(self):
        """one device receives one message"""
        content = {
            "text": 'h\u00e9llo \U0001f30d "quoted" \\ \n',
            "numbers": [0, -1, 9007199254740993, 0.1, 1e-7],
            "nested": {"": [{}, [], None, True, False]},
        }
        heard = []

        async def callback(event):
            heard.append(event.source)

        self.phone.add_to_device_callback(callback, UnknownToDeviceEvent)
        await send(self.alice, self.bob, "PHONE", content)
        events, _ = await take(self.phone)
        expected = [{"sender": self.alice.user_id, "type": TYPE, "content": content}]
        equal(events, expected, "the sync")
        equal(heard, expected, "nio's callback")
        for other in (self.laptop, self.tablet):
            equal((await take(other))[0], [], f"{other.device_id}, which was not addressed")
        return "sender, type and content equal, in the sync and in nio's callback"

    async def wildcard(self):
        """'*' reaches every device once, and a device named beside it gets its own message"""
        await send(self.alice, self.bob, "*", {"to": "all"})
        for client in self.bobs:
            events, _ = await take(client)
            equal([event["content"] for event in events], [{"to": "all"}], f"{client.device_id} after '*'")
        await send_many(self.alice, {self.bob: {"*": {"to": "others"}, "LAPTOP": {"to": "laptop"}}})
        for client, to in ((self.phone, "others"), (self.laptop, "laptop"), (self.tablet, "others")):
            events, _ = await take(client)
            equal(
                [event["content"] for event in events],
                [{"to": to}],
                f"{client.device_id} after '*' beside LAPTOP",
            )
        return "3 devices"

    async def order(self):
        """many messages arrive in order, over several syncs"""
        count = 250
        for number in range(count):
            await send(self.alice, self.bob, "PHONE", {"number": number})
        events, sizes = await take(self.phone)
        for number, event in enumerate(events):
            equal(event["content"], {"number": number}, f"message {number} of {len(events)}")
        check(len(events) == count, f"{len(events)} of {count} messages arrived")
        check(max(sizes) <= SYNC_LIMIT, f"a sync brought {max(sizes)} messages")
        return f"{count} messages in syncs of {', '.join(map(str, sizes))}"

    async def redelivery(self):
        """messages come again until they are acknowledged"""
        start = (await sync(self.phone)).next_batch
        for number in range(3):
            await send(self.alice, self.bob, "PHONE", {"number": number})
        first = await sync(self.phone, since=start)
        equal([event["content"] for event in sources(first)], [{"number": n} for n in range(3)], "the first sync")
        again = await sync(self.phone, since=start)
        equal(sources(again), sources(first), "the same since again")
        check(again.next_batch != start, "next_batch is the since of a sync that brought messages")
        after = await sync(self.phone, since=again.next_batch)
        equal(sources(after), [], "after next_batch")
        late = await sync(self.phone, since=start)
        equal(sources(late), [], "the old since after the acknowledgement")
        return "twice with the same since, none after next_batch"

    async def duplicate(self):
        """a repeated transaction delivers once"""
        txn_id = "txn/ä %2F " + secrets.token_hex(4)
        await send(self.alice, self.bob, "PHONE", {"attempt": 1}, txn_id)
        await send(self.alice, self.bob, "PHONE", {"attempt": 2}, txn_id)
        # The same ID in another path, and another ID, are other requests: these two do arrive.
        await send(self.alice, self.bob, "PHONE", {"other": "type"}, txn_id, TYPE + ".other")
        await send(self.alice, self.bob, "PHONE", {"other": "transaction"}, txn_id + "x")
        events, _ = await take(self.phone)
        equal(
            [event["content"] for event in events],
            [{"attempt": 1}, {"other": "type"}, {"other": "transaction"}],
            "after two requests with one transaction ID and two others",
        )
        return "the first of two, and both of two others"

    async def long_poll(self):
        """a message wakes a waiting sync"""
        waiting = asyncio.create_task(sync(self.phone, timeout=30_000))
        await asyncio.sleep(0.5)
        check(not waiting.done(), "the sync did not wait")
        start = time.perf_counter()
        await send(self.alice, self.bob, "PHONE", {"wake": "up"})
        try:
            response = await asyncio.wait_for(waiting, 10)
        except asyncio.TimeoutError as late:
            raise Failure("still waiting 10 s after the message") from late
        milliseconds = (time.perf_counter() - start) * 1000
        equal([event["content"] for event in sources(response)], [{"wake": "up"}], "the sync that waited")
        check(milliseconds < 2000, f"woke after {milliseconds:.0f} ms")
        return f"{milliseconds:.0f} ms from before the send to the answer of the sync"

    async def logout(self):
        """logout ends a waiting sync"""
        leaver = self.client(self.bob_name, "LEAVER")
        success(await leaver.login(PASSWORD), LoginResponse)
        token = leaver.access_token
        await take(leaver)
        waiting = asyncio.create_task(leaver.sync(timeout=30_000))
        await asyncio.sleep(0.5)
        check(not waiting.done(), "the sync did not wait")
        start = time.perf_counter()
        success(await leaver.logout(), LogoutResponse)
        try:
            response = await asyncio.wait_for(waiting, 10)
        except asyncio.TimeoutError as late:
            raise Failure("still waiting 10 s after the logout") from late
        milliseconds = (time.perf_counter() - start) * 1000
        refusal(response, SyncError, 401, "M_UNKNOWN_TOKEN")
        check(milliseconds < 2000, f"ended after {milliseconds:.0f} ms")
        # nio has forgotten the token; whoever kept it gets nowhere.
        leaver.access_token = token
        refusal(await leaver.whoami(), WhoamiError, 401, "M_UNKNOWN_TOKEN")
        return f"M_UNKNOWN_TOKEN after {milliseconds:.0f} ms"

    async def wrong_password(self):
        """a wrong password is refused"""
        guest = self.client(self.bob_name, "GUEST")
        refusal(await guest.login(PASSWORD + "!"), LoginError, 403, "M_FORBIDDEN")
        check(not guest.access_token, "there is an access token all the same")
        # So it was the password, and nothing else in the request.
        success(await guest.login(PASSWORD), LoginResponse)
        return "M_FORBIDDEN, and the right one is accepted"
