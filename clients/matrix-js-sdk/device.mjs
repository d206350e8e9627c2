// A user, and a user's devices: matrix-js-sdk with its encryption, started as an ordinary client starts it.

import { ClientEvent, MatrixEvent, Room, createClient } from "matrix-js-sdk";
import { SlidingSync } from "matrix-js-sdk/lib/sliding-sync.js";
import { until } from "./check.mjs";
import "./newer.mjs";
import { Network } from "./network.mjs";

// Less than a check waits: a device sees what it has uploaded in its next sync, which nothing else may end.
const POLL_MILLISECONDS = 10_000;
const API = "/_matrix/client/v3/";

async function post(url, path, body) {
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(url + API + path, { method: "POST", headers, body: JSON.stringify(body) });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${answer.errcode}`);
    return answer;
}

/** An encrypted room of these users that only the client knows. */
export async function enterRoom(client, roomId, members) {
    const room = new Room(roomId, client, client.getUserId());
    const state = (type, state_key, content) =>
        new MatrixEvent({ type, state_key, content, room_id: roomId, sender: members[0], event_id: `$${type}${state_key}` });
    const encryption = state("m.room.encryption", "", { algorithm: "m.megolm.v1.aes-sha2" });
    room.currentState.setStateEvents([
        ...members.map((each) => state("m.room.member", each, { membership: "join" })),
        encryption,
    ]);
    await client.getCrypto().onCryptoEvent(room, encryption);
    return room;
}

export class User {
    /** Those that are logged in. */
    devices = [];
    /** What opens the user's secret storage, kept by the person alone. */
    recoveryKey = undefined;

    constructor(url, name, password) {
        Object.assign(this, { url, name, password });
    }

    /** Registers, with a first device. */
    async register() {
        const auth = { type: "m.login.dummy" };
        return this.resume(await post(this.url, "register", { username: this.name, password: this.password, auth }));
    }

    /** One more device; for the options see {@link User#resume}. */
    async logIn(options) {
        const identifier = { type: "m.id.user", user: this.name };
        const login = { type: "m.login.password", identifier, password: this.password };
        return this.resume(await post(this.url, "login", login), options);
    }

    /**
     * Starts a device that is logged in already. A prepare function gets its network before that; a device that slides
     * uses sliding sync.
     */
    async resume(session, { prepare = () => {}, slides = false } = {}) {
        this.id = session.user_id;
        const device = new Device(this, session, slides);
        prepare(device.network);
        await device.start();
        this.devices.push(device);
        return device;
    }
}

export class Device {
    /** What has come, in its order: { type, sender, content, isEncrypted }. */
    received = [];
    network = new Network();
    #rooms = new Map();

    constructor(user, session, slides) {
        Object.assign(this, { user, session, slides });
    }

    get id() {
        return this.session.device_id;
    }

    get crypto() {
        return this.client.getCrypto();
    }

    async start() {
        this.client = createClient({
            baseUrl: this.user.url,
            userId: this.user.id,
            deviceId: this.id,
            accessToken: this.session.access_token,
            fetchFn: this.network.fetch,
            cryptoCallbacks: {
                getSecretStorageKey: async ({ keys }) => [Object.keys(keys)[0], this.user.recoveryKey.privateKey],
            },
        });
        this.client.on(ClientEvent.ReceivedToDeviceMessage, ({ message, encryptionInfo }) => {
            this.received.push({ ...message, isEncrypted: encryptionInfo !== null });
        });
        await this.client.initRustCrypto({ cryptoDatabasePrefix: `${this.user.id} ${this.id}` });
        const slidingSync = this.slides ? this.#slidingSync() : undefined;
        await this.client.startClient({ pollTimeout: POLL_MILLISECONDS, slidingSync });
    }

    /** Of no rooms: messages and keys come as extensions. */
    #slidingSync() {
        const subscription = { timeline_limit: 1, required_state: [] };
        return new SlidingSync(this.user.url, new Map(), subscription, this.client, POLL_MILLISECONDS);
    }

    stop() {
        this.client.stopClient();
    }

    async logOut() {
        await this.client.logout(true);
        this.user.devices.splice(this.user.devices.indexOf(this), 1);
    }

    /** The numbers of the messages of a type, in the order in which they came. */
    numbers(type) {
        return this.received.filter((each) => each.type === type).map((each) => each.content.number);
    }

    /** Encrypts a numbered message for some devices, and sends it. */
    async send(type, number, receivers, more = {}) {
        const devices = receivers.map((each) => ({ userId: each.user.id, deviceId: each.id }));
        await this.client.encryptAndSendToDevice(type, devices, { number, ...more });
    }

    /** Sends a plain numbered message to one device. */
    async sendPlain(type, number, receiver) {
        await this.client.sendToDevice(type, new Map([[receiver.user.id, new Map([[receiver.id, { number }]])]]));
    }

    /** Waits until the device knows that a user's devices are exactly those that are logged in. */
    async knows(user) {
        const expected = user.devices.map((each) => each.id).sort();
        await until(async () => {
            const known = (await this.crypto.getUserDeviceInfo([user.id])).get(user.id) ?? new Map();
            return JSON.stringify([...known.keys()].sort()) === JSON.stringify(expected);
        }, `${this.id} knows the devices ${expected} of ${user.id}`);
    }

    /**
     * An encrypted room that only its clients know. A library follows the devices of those with whom its user shares such a
     * room, and leaves the room's key with them; of the room itself a send-to-device server has nothing.
     */
    async enter(roomId, members) {
        this.#rooms.set(roomId, await enterRoom(this.client, roomId, members.map((each) => each.id)));
    }

    /** Encrypts an event for a room: what a room's other members would be sent. */
    async encryptEvent(roomId, content) {
        const source = { type: "m.room.message", room_id: roomId, sender: this.user.id, content, event_id: "$event" };
        const event = new MatrixEvent({ ...source, origin_server_ts: Date.now() });
        await this.crypto.encryptEvent(event, this.#rooms.get(roomId));
        return { ...event.event, type: event.getWireType(), content: event.getWireContent() };
    }

    /** The content of an encrypted event, once its key is here. */
    async decryptEvent(source) {
        const decrypted = await until(
            () => this.crypto.decryptEvent(new MatrixEvent(source)).catch(() => undefined),
            `${this.id} has the room's key`,
        );
        return decrypted.clearEvent.content;
    }
}
