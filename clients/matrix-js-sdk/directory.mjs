// What end-to-end encryption needs of a homeserver beside send-to-device: a place where devices leave their keys and find
// those of others. It is kept in memory and stands between a client and the server: what it does not know goes there.

const ALGORITHM = "signed_curve25519";

/** The keys of all devices of one user. */
export class KeyDirectory {
    #devices = new Map(); // device ID -> { keys, oneTime: [[id, key], ...] }
    #changes = 0;

    /** How often a device has left its keys. */
    get changes() {
        return this.#changes;
    }

    /** The answer to a request of a device; undefined where the server is to be asked. */
    answer(path, body, deviceId) {
        switch (path) {
            case "keys/upload":
                return this.#upload(deviceId, body);
            case "keys/query":
                return { device_keys: this.#all(Object.keys(body.device_keys)), failures: {} };
            case "keys/claim":
                return { one_time_keys: this.#claim(body.one_time_keys), failures: {} };
        }
        // Whatever else a client asks for when it starts.
        return /^(profile|voip|room_keys|thirdparty|user\/[^/]+\/account_data)(\/|$)/.test(path)
            ? { errcode: "M_NOT_FOUND", error: "Not here" }
            : undefined;
    }

    #upload(deviceId, body) {
        const device = this.#devices.get(deviceId) ?? { oneTime: [] };
        this.#devices.set(deviceId, device);
        if (body.device_keys) {
            device.keys = body.device_keys;
            this.#changes++;
        }
        device.oneTime.push(...Object.entries(body.one_time_keys ?? {}));
        return { one_time_key_counts: { [ALGORITHM]: device.oneTime.length } };
    }

    #all(users) {
        const keys = [...this.#devices].filter(([, device]) => device.keys).map(([id, device]) => [id, device.keys]);
        return Object.fromEntries(users.map((user) => [user, Object.fromEntries(keys)]));
    }

    #claim(wanted) {
        const claimed = {};
        for (const [user, devices] of Object.entries(wanted)) {
            claimed[user] = {};
            for (const id of Object.keys(devices)) {
                const key = this.#devices.get(id)?.oneTime.shift();
                if (key) claimed[user][id] = Object.fromEntries([key]);
            }
        }
        return claimed;
    }
}
