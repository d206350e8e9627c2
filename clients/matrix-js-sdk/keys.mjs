// Steps: the keys that devices leave with the server.

import { check, checkEqual, range, until } from "./check.mjs";

/** How many one-time keys the library leaves with the server at least: one more where it reads an old count beside its upload. */
const ONE_TIME_KEYS = 50;
/** What an ordinary start asks for and can do without: docs/clients.md. */
const OPTIONAL = ["room_keys/version", "org.matrix.msc4143/rtc/transports", "voip/turnServer"];
export const ROOM = "!flow:example.org";
const WAKE = "io.todevice.flow.wake";
const SECRET = "io.todevice.flow.secret";

/** One more sync, brought about by a message of another device. */
async function nextSync(device, sender) {
    const { syncs } = device.network;
    await sender.sendPlain(WAKE, 1, device);
    await until(() => device.network.syncs > syncs, `one more sync of ${device.id}`);
}

/** Waits until the keys of a device that were claimed are replaced: a sync tells how many there are. */
async function replaced(device, sender) {
    await until(async () => {
        if (device.network.oneTimeKeys >= ONE_TIME_KEYS) return true;
        await nextSync(device, sender);
        return false;
    }, `the keys of ${device.id} that were claimed are replaced`);
}

async function ordinaryStart({ alice, bob }) {
    const devices = [...alice.devices, ...bob.devices];
    for (const { id, network } of devices) {
        // A sync may say so before the upload is answered.
        await until(
            () => network.oneTimeKeys >= ONE_TIME_KEYS && network.answered("keys/upload"),
            `${ONE_TIME_KEYS} keys of ${id} uploaded, and in a sync`,
        );
    }
    const answered = devices.flatMap((each) => each.network.requests).filter((each) => each.status);
    const isFault = ({ status, path }) => status >= 400 && !(status === 404 && OPTIONAL.includes(path));
    checkEqual(answered.filter(isFault), [], "requests that failed");
    for (const { id, network } of devices) checkEqual(network.answered("keys/upload"), 1, `uploads of keys by ${id}`);
    return `${answered.length} requests of ${devices.length} devices`;
}

async function roomKeys({ alice, bob, laptop }) {
    const devices = [...alice.devices, ...bob.devices];
    for (const device of devices) await device.enter(ROOM, [alice, bob]);
    const content = { msgtype: "m.text", body: "the room's key went over send-to-device" };
    const event = await laptop.encryptEvent(ROOM, content);
    for (const device of devices) checkEqual(await device.decryptEvent(event), content, `what ${device.id} reads`);
    for (const device of devices) {
        await device.knows(alice);
        await device.knows(bob);
    }
    return `${devices.length} devices of two users read an event`;
}

async function newDevice({ bob, laptop, phone, tablet }) {
    const lost = ["keys/upload", "keys/query"];
    const added = await bob.logIn({ prepare: (network) => lost.forEach((each) => network.loseAnswer(each)) });
    for (const number of range(lost.length)) {
        await until(() => added.network.lost === number, `the answer to ${lost[number - 1]} is lost`);
        // The library asks again after its next sync.
        await laptop.sendPlain(WAKE, number, added);
    }
    for (const device of [laptop, phone, tablet, added]) await device.knows(bob);
    laptop.network.loseAnswer("keys/claim");
    await laptop.send(SECRET, 1, [added]);
    await until(() => added.numbers(SECRET).length, "a message to the new device");
    check(added.received.at(-1).isEncrypted, "it was not encrypted");
    await replaced(added, laptop);
    await added.logOut();
    for (const device of [laptop, phone, tablet]) await device.knows(bob);
    return "three devices of two users notice how it comes and goes; three answers about keys were lost";
}

async function stableCounts({ laptop, phone }) {
    const { network } = phone;
    await replaced(phone, laptop);
    await nextSync(phone, laptop); // Two, so that an upload beside them has ended.
    await nextSync(phone, laptop);
    const { oneTimeKeys } = network;
    check(oneTimeKeys >= ONE_TIME_KEYS, `${oneTimeKeys} one-time keys`);
    const uploads = network.answered("keys/upload");
    for (const number of range(10)) {
        await nextSync(phone, laptop);
        checkEqual(network.oneTimeKeys, oneTimeKeys, `one-time keys in sync ${number}`);
    }
    checkEqual(network.answered("keys/upload"), uploads, "uploads of keys");
    return `${oneTimeKeys} keys in each of ten syncs, ${uploads} uploads before them and no more after`;
}

async function restart({ alice, bob, laptop, tablet }) {
    const before = await laptop.encryptEvent(ROOM, { msgtype: "m.text", body: "before" });
    await tablet.decryptEvent(before);
    const uploads = tablet.network.answered("keys/upload");
    const type = "io.todevice.flow.restart";
    tablet.stop();
    for (const number of range(10)) await laptop.send(type, number, [tablet]);
    await tablet.start();
    await until(() => tablet.numbers(type).length >= 10, "what was sent meanwhile");
    checkEqual(tablet.numbers(type), range(10), "numbers");
    await tablet.enter(ROOM, [alice, bob]);
    checkEqual((await tablet.decryptEvent(before)).body, "before", "an event of the time before");
    await tablet.send(type, 1, [laptop]);
    await until(() => laptop.numbers(type).length, "a message back");
    checkEqual(tablet.network.answered("keys/upload"), uploads, "uploads of keys");
    return "ten messages came after it, and its sessions and room keys were there";
}

export const start = [["an ordinary start gets what it asks for", ordinaryStart]];

export const keys = [
    ["a room's key reaches all devices of all members", roomKeys],
    ["new and departed devices are noticed", newDevice],
    ["the count of one-time keys stays as it is", stableCounts],
    ["a client that was restarted goes on where it was", restart],
];
