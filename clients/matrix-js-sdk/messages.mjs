// Steps: messages between devices, over a network that breaks.

import { check, checkEqual, range, until } from "./check.mjs";
import { ROOM } from "./keys.mjs";
import { SLIDING_SYNC } from "./network.mjs";

const WAKE = "io.todevice.flow.wake";
let types = 0;

/** A type of its own for each step, so that none takes another's messages for its own. */
const nextType = () => `io.todevice.flow${++types}`;

/** Numbered encrypted messages from one device to others. */
class Stream {
    type = nextType();

    constructor(sender, ...receivers) {
        this.sender = sender;
        this.receivers = receivers;
        this.encryptedBefore = receivers.map((each) => each.network.encrypted);
    }

    async send(number, more) {
        await this.sender.send(this.type, number, this.receivers, more);
    }

    /** The numbers have come, in order and once each, and nothing else comes before what is sent then. */
    async expect(count) {
        await this.send(count + 1);
        for (const [i, receiver] of this.receivers.entries()) {
            await until(() => receiver.numbers(this.type).includes(count + 1), "the last message");
            checkEqual(receiver.numbers(this.type), range(count + 1), "numbers");
            const messages = receiver.received.filter((each) => each.type === this.type);
            check(messages.every((each) => each.isEncrypted), "not all were encrypted");
            // Olm is silent about what it gets a second time.
            const encrypted = receiver.network.encrypted - this.encryptedBefore[i];
            checkEqual(encrypted, count + 1, "how many encrypted messages came");
        }
    }
}

/** The first message of a type that has come to a device. */
const message = (device, type) =>
    until(() => device.received.find((each) => each.type === type), `a message to ${device.id}`);

async function wildcard({ alice, bob, laptop }) {
    const type = nextType();
    const devices = [...alice.devices, ...bob.devices];
    const messages = [alice, bob].map((user) => [user.id, new Map([["*", { number: 1 }]])]);
    await laptop.client.sendToDevice(type, new Map(messages));
    for (const device of devices) await message(device, type);
    for (const device of devices) checkEqual(device.numbers(type), [1], `messages of ${device.id}`);
    return `${devices.length} devices of two users, and each once`;
}

async function contentAndReply({ laptop, phone, tablet }) {
    const [there, back] = [new Stream(laptop, tablet), new Stream(tablet, laptop)];
    const content = {
        text: 'grüße 👋 \u0000 "quoted"',
        nested: { list: [1, null, true, { deep: "" }] },
        large: "x".repeat(20_000),
    };
    await there.send(1, content);
    const came = await message(tablet, there.type);
    checkEqual(came.content, { number: 1, ...content }, "content");
    await back.send(1, came.content);
    const reply = await message(laptop, back.type);
    checkEqual(reply.content, came.content, "the reply's content");
    check(came.isEncrypted && reply.isEncrypted, "it was not encrypted");
    checkEqual([came.sender, reply.sender], [laptop.user.id, tablet.user.id], "senders");
    checkEqual(phone.numbers(there.type), [], "what another device could read");
    return `${JSON.stringify(content).length} characters came as they were sent, and went back`;
}

async function order({ laptop, phone, tablet }) {
    const stream = new Stream(laptop, phone, tablet);
    for (const number of range(100)) await stream.send(number);
    await stream.expect(100);
    return "101 to each of two devices";
}

async function bothWays({ laptop, tablet }) {
    const streams = [new Stream(laptop, tablet), new Stream(tablet, laptop)];
    await Promise.all(
        streams.map(async (stream) => {
            for (const number of range(40)) await stream.send(number);
        }),
    );
    for (const stream of streams) await stream.expect(40);
    return "41 in each direction";
}

async function outage({ laptop, tablet }) {
    const stream = new Stream(laptop, tablet);
    tablet.network.isDown = true;
    for (const number of range(150)) await stream.send(number);
    checkEqual(tablet.numbers(stream.type), [], "what came while the network was down");
    tablet.network.isDown = false;
    tablet.client.retryImmediately();
    await stream.expect(150);
    return "150 waited for the device and came in order";
}

/** The answer to the sync that brings the next message is lost; until then nothing else is known of the server. */
async function loseSync(device, send) {
    const { lost } = device.network;
    device.network.loseAnswer("sync");
    await send();
    await until(() => device.network.lost > lost, "the loss of a sync's answer");
    device.client.retryImmediately();
}

async function lostSyncs({ laptop, tablet }) {
    const stream = new Stream(laptop, tablet);
    for (const number of range(10)) {
        if (number % 5 === 0) await loseSync(tablet, () => stream.send(number));
        else await stream.send(number);
    }
    await stream.expect(10);
    return "two answers were lost, no message was";
}

async function lostSends({ laptop, phone, tablet }) {
    const stream = new Stream(laptop, tablet);
    for (const number of range(6)) {
        if (number % 3 === 0) laptop.network.loseAnswer("sendToDevice");
        await stream.send(number);
        // The library sends again what it may not have sent when its sync goes on after a failure.
        if (number % 3 === 0) await loseSync(laptop, () => phone.send(WAKE, 1, [laptop]));
    }
    await stream.expect(6);
    return "two sends were repeated with their transaction IDs, and came once";
}

async function slidingSync({ alice, bob, laptop, tablet }) {
    const added = await bob.logIn({ slides: true });
    await added.enter(ROOM, [alice, bob]);
    await added.knows(alice);
    for (const device of [laptop, tablet]) await device.knows(bob);
    const [there, back] = [new Stream(laptop, added, tablet), new Stream(added, laptop)];
    for (const number of range(30)) {
        if (number === 10) added.network.loseAnswer(SLIDING_SYNC);
        await there.send(number);
    }
    await there.expect(30);
    await back.expect(0);
    checkEqual([added.network.lost, added.network.answered("sync")], [1, 0], "answers that were lost, and ordinary syncs");
    await added.logOut();
    return "31 came in order over a lost answer, and one went back";
}

export const messages = [
    ["a message for all devices wakes their syncs", wildcard],
    ["an encrypted message comes as it was sent, and so does the reply", contentAndReply],
    ["encrypted messages come in order and once", order],
    ["so they do in both directions at once", bothWays],
    ["a device that was away gets what came meanwhile", outage],
    ["an answer to a sync that is lost loses nothing", lostSyncs],
    ["an answer to a send that is lost doubles nothing", lostSends],
    ["a device that uses sliding sync gets its messages", slidingSync],
];
