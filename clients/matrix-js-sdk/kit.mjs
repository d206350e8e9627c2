// The adapter of the client kit for matrix-js-sdk: the library in its ordinary mode, driven by lines of JSON on stdin, with
// reports on stdout (docs/test-a-client.md).

import "fake-indexeddb/auto"; // the encryption's store; what is in it ends with the process
import { readFileSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { ClientEvent, createClient } from "matrix-js-sdk";
import { logger } from "matrix-js-sdk/lib/logger.js";
import { enterRoom } from "./device.mjs";

logger.setLevel("silent");
console.error = console.warn = console.debug = console.info = console.log = () => {};

const { version } = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("matrix-js-sdk/package.json"), "utf8"));
const transactions = new Map();
let client;

/** Blocks when nobody reads, which process.stdout would not. */
const report = (kind, value) => writeSync(1, `${JSON.stringify({ [kind]: value })}\n`);

async function start({ homeserver, user_id, device_id, access_token, sync_timeout_ms }) {
    client = createClient({
        baseUrl: homeserver,
        userId: user_id,
        deviceId: device_id,
        accessToken: access_token,
    });
    client.on(ClientEvent.ReceivedToDeviceMessage, ({ message: { sender, type, content } }) => {
        report("received", { sender, type, content });
    });
    await client.initRustCrypto();
    await client.startClient({ pollTimeout: sync_timeout_ms });
}

/** An application that repeats a send does it in the same transaction, which the library lets it name. */
async function send({ id, type, messages }) {
    if (!transactions.has(id)) transactions.set(id, client.makeTxnId());
    const devices = Object.entries(messages).map(([user, contents]) => [user, new Map(Object.entries(contents))]);
    try {
        await client.sendToDevice(type, new Map(devices), transactions.get(id));
        report("sent", { id });
    } catch (error) {
        report("failed", { id, error: error.message });
    }
}

/** The library follows the users of encrypted rooms. */
async function follow({ user_id }) {
    client.getCrypto().prepareToEncrypt(await enterRoom(client, "!kit:example.org", [client.getUserId(), user_id]));
}

const commands = { start, send, follow };

report("hello", { name: "matrix-js-sdk", version, abilities: ["send", "encryption"] });
for await (const line of createInterface({ input: process.stdin })) {
    const command = JSON.parse(line);
    commands[command.do](command).catch((error) => {
        process.stderr.write(`${command.do}: ${error.message}\n`);
        process.exit(1);
    });
}
process.exit(0);
