// End-to-end encryption in a real browser: two pages of another origin than the server's load matrix-js-sdk and talk.
//
// Usage: node flow.mjs CHROMIUM URL
//
// Alice's page and Bob's have a profile each. Every step prints one line, "ok" or "not ok"; the exit code is 1 unless all passed.

import { randomBytes } from "node:crypto";
import { chromium } from "playwright-core";
import { check, checkEqual } from "../matrix-js-sdk/check.mjs";
import { runSteps } from "../matrix-js-sdk/steps.mjs";
import { startSite } from "./site.mjs";

const ROOM = "!flow:example.org";
const TYPE = "io.todevice.flow";

/** A page, and what its network showed. */
class Tab {
    preflights = 0;
    requests = 0;

    static async open(browser, origin) {
        const tab = new Tab();
        tab.page = await (await browser.newContext()).newPage();
        tab.page.on("pageerror", (error) => process.stderr.write(`page: ${error.message}\n`));
        const session = await tab.page.context().newCDPSession(tab.page);
        session.on("Network.requestWillBeSent", ({ request }) => {
            if (request.method === "OPTIONS") tab.preflights++;
            else if (!request.url.startsWith(origin)) tab.requests++;
        });
        await session.send("Network.enable");
        tab.origin = origin;
        await tab.load();
        return tab;
    }

    async load() {
        await this.page.goto(this.origin);
        await this.page.waitForFunction(() => window.flow);
    }

    /** Runs a function in the page: what it returns. */
    run(action, argument) {
        return this.page.evaluate(action, argument);
    }

    /** Registers a user, whose device the page is from then on. */
    async register(url, name) {
        const account = { url, name: `${name}${randomBytes(6).toString("hex")}`, password: randomBytes(12).toString("hex") };
        this.session = await this.run(async ({ url, name, password }) => {
            window.user = new window.flow.User(url, name, password);
            window.device = await window.user.register();
            return window.device.session;
        }, account);
        this.account = account;
        this.user = { id: this.session.user_id, devices: [{ id: this.session.device_id }] };
        this.receiver = { user: { id: this.user.id }, id: this.session.device_id };
    }

    /** Loads the page anew, and goes on with what the browser has kept. */
    async reload() {
        await this.load();
        await this.run(
            async ({ account: { url, name, password }, session }) => {
                window.user = new window.flow.User(url, name, password);
                window.device = await window.user.resume(session);
            },
            { account: this.account, session: this.session },
        );
    }

    enter(members) {
        return this.run(({ room, members }) => window.device.enter(room, members), { room: ROOM, members });
    }

    send(type, number, receiver, content = {}) {
        return this.run(
            ({ type, number, receiver, content }) => window.device.send(type, number, [receiver], content),
            { type, number, receiver, content },
        );
    }

    /** The first message of a type with a number, once it is there. */
    received(type, number) {
        return this.run(
            ({ type, number }) =>
                window.flow.until(
                    () => window.device.received.find((each) => each.type === type && each.content.number === number),
                    "the message",
                ),
            { type, number },
        );
    }
}

async function start({ alice, bob, url }) {
    await alice.register(url, "alice");
    await bob.register(url, "bob");
    for (const tab of [alice, bob]) {
        await tab.run(() => window.flow.ordinaryStart({ alice: window.user, bob: { devices: [] } }));
        check(tab.preflights > 0, "the browser asked for no permission");
    }
    return `${alice.requests + bob.requests} requests of two pages, ${alice.preflights + bob.preflights} asked for first`;
}

async function errors({ alice, url }) {
    const answer = await alice.run(async (url) => {
        const headers = { Authorization: "Bearer unknown" };
        const response = await fetch(`${url}/_matrix/client/v3/account/whoami`, { headers });
        return [response.status, (await response.json()).errcode];
    }, url);
    checkEqual(answer, [401, "M_UNKNOWN_TOKEN"], "what the page reads");
    return answer.join(" ");
}

async function message({ alice, bob }) {
    const members = [alice.user, bob.user].map(({ id }) => ({ id }));
    for (const tab of [alice, bob]) {
        await tab.enter(members);
        for (const { user } of [alice, bob]) await tab.run((user) => window.device.knows(user), user);
    }
    await alice.send(TYPE, 1, bob.receiver, { text: "grüße 👋" });
    const came = await bob.received(TYPE, 1);
    check(came.isEncrypted, "it was not encrypted");
    checkEqual(came.content, { number: 1, text: "grüße 👋" }, "content");
    await bob.send(TYPE, 2, alice.receiver);
    check((await alice.received(TYPE, 2)).isEncrypted, "the reply was not encrypted");
    return "and so did the reply";
}

async function roomKey({ alice, bob }) {
    const event = await alice.run((room) => window.device.encryptEvent(room, { body: "hello" }), ROOM);
    const content = await bob.run((event) => window.device.decryptEvent(event), event);
    checkEqual(content, { body: "hello" }, "the event");
    return "with the key that came before it";
}

async function verification({ alice, bob }) {
    for (const tab of [alice, bob]) {
        await tab.run(() =>
            window.device.crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: (makeRequest) => makeRequest(null) }),
        );
    }
    for (const [tab, other] of [[alice, bob], [bob, alice]]) {
        await tab.run(
            (id) => window.flow.until(() => window.device.crypto.userHasCrossSigningKeys(id), "the other user's keys"),
            other.user.id,
        );
    }
    await bob.run(() => {
        window.answer = window.flow.Verification.answer(window.device);
    });
    await Promise.all([
        alice.run(
            async ({ user, id }) => {
                window.verification = await window.flow.Verification.ask(window.device, user.id, id);
            },
            bob.receiver,
        ),
        bob.run(async () => {
            window.verification = await window.answer;
        }),
    ]);
    const [shown, expected] = await Promise.all([alice, bob].map((tab) => tab.run(() => window.verification.emoji)));
    checkEqual(shown, expected, "emoji");
    // Where the other's proof comes while this one's is sent, the library sends "done" beside it, on another connection:
    // it may overtake the proof, and then the other side verifies nothing. So one follows the other here.
    await alice.run(() => window.verification.agree());
    await alice.send(`${TYPE}.agreed`, 1, bob.receiver);
    await bob.received(`${TYPE}.agreed`, 1);
    await bob.run(() => window.verification.agree());
    await Promise.all([alice, bob].map((tab) => tab.run(() => window.verification.done.then(() => null))));
    for (const [tab, other] of [[alice, bob], [bob, alice]]) {
        await tab.run(
            (id) =>
                window.flow.until(
                    async () => (await window.device.crypto.getUserVerificationStatus(id)).isCrossSigningVerified(),
                    "the other user is verified",
                ),
            other.user.id,
        );
    }
    return `both showed ${shown}`;
}

async function reload({ alice, bob }) {
    await bob.page.goto("about:blank");
    for (const number of [1, 2, 3]) await alice.send(`${TYPE}.away`, number, bob.receiver);
    await bob.reload();
    await bob.received(`${TYPE}.away`, 3);
    const numbers = await bob.run((type) => window.device.numbers(type), `${TYPE}.away`);
    checkEqual(numbers, [1, 2, 3], "numbers");
    return "three messages that came meanwhile, decrypted with what IndexedDB kept";
}

const [executablePath, url] = process.argv.slice(2);
if (!url) {
    process.stderr.write("usage: node flow.mjs CHROMIUM URL\n");
    process.exit(2);
}
// Chromium's sandbox does not run as root.
const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await chromium.launch({ executablePath, args });
const origin = await startSite();
const world = { url, alice: await Tab.open(browser, origin), bob: await Tab.open(browser, origin) };
const code = await runSteps(world, [
    ["two pages of another origin start as ordinary clients", start],
    ["a page reads the server's errors", errors],
    ["an encrypted message wakes the other page", message],
    ["a room's key opens an event", roomKey],
    ["two users verify each other", verification],
    ["a page that was loaded anew goes on where it was", reload],
]);
await browser.close();
process.exit(code);
