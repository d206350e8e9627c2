// The adapter of the client kit for matrix-js-sdk: the library in its ordinary mode, driven by lines of JSON on stdin, with
// reports on stdout (docs/test-a-client.md).

import "fake-indexeddb/auto"; // the encryption's store; what is in it ends with the process
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { ClientEvent, createClient } from "matrix-js-sdk";
import { logger } from "matrix-js-sdk/lib/logger.js";
import "./newer.mjs";

logger.setLevel("silent");
console.error = console.warn = console.debug = console.info = console.log = () => {};

const { version } = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("matrix-js-sdk/package.json"), "utf8"));
const transactions = new Map();
let client;

const report = (kind, value) => process.stdout.write(`${JSON.stringify({ [kind]: value })}\n`);

async function start({ homeserver, user_id, device_id, access_token, refresh_token, sync_timeout_ms }) {
    client = createClient({
        baseUrl: homeserver,
        userId: user_id,
        deviceId: device_id,
        accessToken: access_token,
        refreshToken: refresh_token,
        tokenRefreshFunction: async (token) => {
            const answer = await client.refreshToken(token);
            return { accessToken: answer.access_token, refreshToken: answer.refresh_token };
        },
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

const commands = { start, send, follow: ({ user_id }) => client.getCrypto().getUserDeviceInfo([user_id], true) };

report("hello", { name: "matrix-js-sdk", version, abilities: ["send", "refresh-tokens", "encryption"] });
for await (const line of createInterface({ input: process.stdin })) {
    const command = JSON.parse(line);
    commands[command.do](command).catch((error) => {
        process.stderr.write(`${command.do}: ${error.message}\n`);
        process.exit(1);
    });
}
process.exit(0);
