// End-to-end encryption over a server's send-to-device: a scripted flow with matrix-js-sdk and its Olm.
//
// Usage: node flow.mjs URL
//
// Alice has three devices. What Olm decrypts was not altered; numbers tell whether the server lost or reordered any, and counts
// of what came whether it doubled any. Every step prints one line, "ok" or "not ok"; the exit code is 1 unless all passed.

import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { CryptoEvent, VerificationPhase, VerifierEvent } from "matrix-js-sdk/lib/crypto-api/index.js";
import { logger } from "matrix-js-sdk/lib/logger.js";
import { Device, signIn } from "./device.mjs";
import { KeyDirectory } from "./directory.mjs";

const STEP_SECONDS = 60;
const EMOJI = 7;
const WAKE = "io.todevice.flow.wake";

// The library counts on a newer Node.
Promise.withResolvers ??= function () {
    const parts = {};
    parts.promise = new this((resolve, reject) => Object.assign(parts, { resolve, reject }));
    return parts;
};

class Failure extends Error {}

function check(condition, message) {
    if (!condition) throw new Failure(message);
}

function checkEqual(found, expected, what) {
    const [is, should] = [found, expected].map((each) => JSON.stringify(each).slice(0, 300));
    check(isDeepStrictEqual(found, expected), `${what}: ${is} in place of ${should}`);
}

async function until(condition, what) {
    const end = Date.now() + (STEP_SECONDS * 1000) / 2;
    while (!condition()) {
        check(Date.now() < end, `${what} did not come about`);
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
}

const range = (count) => Array.from({ length: count }, (_, i) => i + 1);

class Flow {
    #types = 0;
    #encryptedBefore = new Map();

    constructor(devices, directory) {
        [this.first, this.second, this.third] = this.devices = devices;
        this.directory = directory;
    }

    /** Begins a step with a type of its own, so that it takes no other's messages for its own. */
    #begin() {
        for (const device of this.devices) this.#encryptedBefore.set(device, device.network.encrypted);
        return `io.todevice.flow${++this.#types}`;
    }

    /** The numbers have come, in order and once each, and nothing else comes before what is sent then. */
    async #expectNumbers(sender, receivers, type, count) {
        await sender.send(type, count + 1, receivers);
        for (const receiver of receivers) {
            await until(() => receiver.numbers(type).includes(count + 1), "the last message");
            checkEqual(receiver.numbers(type), range(count + 1), "numbers");
            check(
                receiver.received.filter((each) => each.type === type).every((each) => each.isEncrypted),
                "not all were encrypted",
            );
            // Olm is silent about what it gets a second time.
            const encrypted = receiver.network.encrypted - this.#encryptedBefore.get(receiver);
            checkEqual(encrypted, count + 1, "how many encrypted messages came");
        }
    }

    async hello() {
        const type = this.#begin();
        const user = this.first.client.getUserId();
        await this.first.client.sendToDevice(type, new Map([[user, new Map([["*", { number: 1 }]])]]));
        for (const device of this.devices) {
            await until(() => device.numbers(type).length > 0, "the message");
        }
        // The sync that had it also had what makes the library ask for the keys of the others.
        for (const device of this.devices) {
            while ((await device.crypto.getUserDeviceInfo([user])).get(user)?.size !== this.devices.length) {
                await new Promise((resolve) => setTimeout(resolve, 20));
            }
        }
        return "'*' reached all three, and each knows the keys of the others";
    }

    async content() {
        const type = this.#begin();
        const content = { text: "grüße 👋 \u0000 \"quoted\"", nested: { list: [1, null, true, { deep: "" }] }, large: "x".repeat(20_000) };
        await this.first.send(type, 1, [this.second], content);
        await until(() => this.second.numbers(type).length > 0, "the message");
        const message = this.second.received.find((each) => each.type === type);
        checkEqual(message.content, { number: 1, ...content }, "content");
        check(message.isEncrypted, "it was not encrypted");
        check(this.third.numbers(type).length === 0, "another device could read it");
        return `${JSON.stringify(content).length} characters came as they were sent`;
    }

    async order() {
        const type = this.#begin();
        for (const number of range(100)) await this.first.send(type, number, [this.second, this.third]);
        await this.#expectNumbers(this.first, [this.second, this.third], type, 100);
        return "101 to each of two devices";
    }

    async bothWays() {
        const [one, other] = [this.#begin(), this.#begin()];
        await Promise.all([
            (async () => {
                for (const number of range(40)) await this.first.send(one, number, [this.second]);
            })(),
            (async () => {
                for (const number of range(40)) await this.second.send(other, number, [this.first]);
            })(),
        ]);
        await this.#expectNumbers(this.first, [this.second], one, 40);
        await this.#expectNumbers(this.second, [this.first], other, 40);
        return "41 in each direction";
    }

    async outage() {
        const type = this.#begin();
        this.second.network.isDown = true;
        for (const number of range(150)) await this.first.send(type, number, [this.second]);
        check(this.second.numbers(type).length === 0, "the network was not down");
        this.second.network.isDown = false;
        this.second.client.retryImmediately();
        await this.#expectNumbers(this.first, [this.second], type, 150);
        return "150 waited for the device and came in order";
    }

    async lostSyncs() {
        const type = this.#begin();
        const before = this.second.network.lost;
        for (const number of range(10)) {
            if (number % 5 === 0) this.second.network.loseAnswer("sync");
            await this.first.send(type, number, [this.second]);
        }
        await until(() => this.second.network.lost === before + 2, "the loss");
        this.second.client.retryImmediately();
        await this.#expectNumbers(this.first, [this.second], type, 10);
        return "two answers were lost, no message was";
    }

    async lostSends() {
        const type = this.#begin();
        const network = this.first.network;
        for (const number of range(6)) {
            if (number % 3 === 0) network.loseAnswer("sendToDevice");
            await this.first.send(type, number, [this.second]);
            if (number % 3 === 0) await this.#reconnect();
        }
        await this.#expectNumbers(this.first, [this.second], type, 6);
        return "two sends were repeated with their transaction IDs, and came once";
    }

    /** The library sends again what it may not have sent when its sync goes on after a failure. */
    async #reconnect() {
        const lost = this.first.network.lost;
        this.first.network.loseAnswer("sync");
        await this.third.send(WAKE, 1, [this.first]);
        await until(() => this.first.network.lost > lost, "the loss");
        this.first.client.retryImmediately();
    }

    async verification() {
        const user = this.first.client.getUserId();
        const shown = {};
        const confirm = (name) => (sas) => {
            shown[name] = sas.sas.emoji.map(([, word]) => word).join(" ");
            sas.confirm();
        };
        const answered = new Promise((resolve, reject) => {
            this.second.client.once(CryptoEvent.VerificationRequestReceived, async (request) => {
                await request.accept();
                await until(() => request.verifier, "the start");
                request.verifier.on(VerifierEvent.ShowSas, confirm("second"));
                request.verifier.verify().then(resolve, reject);
            });
        });
        const request = await this.first.crypto.requestDeviceVerification(user, this.second.id);
        await until(() => request.phase === VerificationPhase.Ready, "the other device's consent");
        const verifier = await request.startVerification("m.sas.v1");
        verifier.on(VerifierEvent.ShowSas, confirm("first"));
        await Promise.all([verifier.verify(), answered]);
        check(shown.first === shown.second, `they showed ${shown.first} and ${shown.second}`);
        check(shown.first.split(" ").length >= EMOJI, `they showed ${shown.first}`);
        const status = await this.first.crypto.getDeviceVerificationStatus(user, this.second.id);
        check(status.localVerified, "the device is not verified");
        return "both devices showed the same emoji";
    }

    steps() {
        return [
            ["a message for all devices wakes their syncs", this.hello],
            ["an encrypted message comes as it was sent", this.content],
            ["encrypted messages come in order and once", this.order],
            ["so they do in both directions at once", this.bothWays],
            ["a device that was away gets what came meanwhile", this.outage],
            ["an answer to a sync that is lost loses nothing", this.lostSyncs],
            ["an answer to a send that is lost doubles nothing", this.lostSends],
            ["two devices verify each other", this.verification],
        ];
    }
}

async function run(step) {
    let timer;
    const tooLong = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Failure("took too long")), STEP_SECONDS * 1000);
    });
    try {
        return await Promise.race([step(), tooLong]);
    } finally {
        clearTimeout(timer);
    }
}

async function main(url) {
    const [username, password] = [`alice${randomBytes(6).toString("hex")}`, randomBytes(12).toString("hex")];
    const directory = new KeyDirectory();
    const devices = [];
    for (const session of await signIn(url, username, password, 3)) {
        devices.push(await Device.start(url, session, directory));
    }
    await until(() => directory.changes === devices.length, "the keys of all devices");
    const flow = new Flow(devices, directory);
    let failures = 0;
    for (const [i, [title, step]] of flow.steps().entries()) {
        try {
            console.log(`ok ${i + 1} ${title} (${await run(() => step.call(flow))})`);
        } catch (error) {
            failures++;
            console.log(`not ok ${i + 1} ${title}: ${error instanceof Failure ? error.message : error.stack}`);
        }
    }
    console.log(`${flow.steps().length - failures} of ${flow.steps().length} passed`);
    devices.forEach((device) => device.stop());
    process.exit(failures === 0 ? 0 : 1);
}

// The library tells of every request, and of every one that was lost.
logger.setLevel("silent");
console.error = console.warn = console.debug = console.info = () => {};
if (process.argv.length !== 3) {
    process.stderr.write("usage: node flow.mjs URL\n");
    process.exit(2);
}
await main(process.argv[2]).catch((error) => {
    process.stderr.write(`flow: ${error.message}${error.cause ? `: ${error.cause.message}` : ""}\n`);
    process.exit(1);
});
