// A device of a user: matrix-js-sdk with its encryption, and what it was sent.

import { ClientEvent, createClient } from "matrix-js-sdk";
import { Network } from "./network.mjs";

const API = "/_matrix/client/v3/";

async function post(url, path, body) {
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(url + API + path, { method: "POST", headers, body: JSON.stringify(body) });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${answer.errcode}`);
    return answer;
}

/** The first device of a user who registers, and more of them. */
export async function signIn(url, username, password, count) {
    const sessions = [await post(url, "register", { username, password, auth: { type: "m.login.dummy" } })];
    const identifier = { type: "m.id.user", user: username };
    while (sessions.length < count) {
        sessions.push(await post(url, "login", { type: "m.login.password", identifier, password }));
    }
    return sessions;
}

/** A device that syncs, and has left its keys in the directory. */
export class Device {
    /** What has come, in its order: { type, sender, content, isEncrypted }. */
    received = [];

    static async start(url, session, directory) {
        const network = new Network(directory, session.user_id, session.device_id);
        const client = createClient({
            baseUrl: url,
            userId: session.user_id,
            deviceId: session.device_id,
            accessToken: session.access_token,
            fetchFn: network.fetch,
        });
        const device = new Device(client, network);
        await client.initRustCrypto({ useIndexedDB: false });
        await client.startClient();
        return device;
    }

    constructor(client, network) {
        this.client = client;
        this.network = network;
        client.on(ClientEvent.ReceivedToDeviceMessage, ({ message, encryptionInfo }) => {
            this.received.push({ ...message, isEncrypted: encryptionInfo !== null });
        });
    }

    get id() {
        return this.client.getDeviceId();
    }

    get crypto() {
        return this.client.getCrypto();
    }

    /** The numbers of the messages of a type, in the order in which they came. */
    numbers(type) {
        return this.received.filter((each) => each.type === type).map((each) => each.content.number);
    }

    /** Encrypts a numbered message for some devices, and sends it. */
    async send(type, number, receivers, more = {}) {
        const devices = receivers.map((each) => ({ userId: each.client.getUserId(), deviceId: each.id }));
        await this.client.encryptAndSendToDevice(type, devices, { number, ...more });
    }

    stop() {
        this.client.stopClient();
    }
}
