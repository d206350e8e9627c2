// The way from a device to the server, which can break.

const API = /^\/_matrix\/client\/[^/]+\//;

/** Where sliding sync stands below {@link API}. */
export const SLIDING_SYNC = "org.matrix.simplified_msc3575/sync";

/** Fetches for one device, writes down what is asked and answered, and breaks when it is told to. */
export class Network {
    /** No request gets through. */
    isDown = false;
    /** How many answers were lost. */
    lost = 0;
    /** How many encrypted messages have got to the client. */
    encrypted = 0;
    /** How many syncs were answered. */
    syncs = 0;
    /** The one-time keys that the server still has of the device, as the last sync said. */
    oneTimeKeys = undefined;
    /** What was asked: { method, path, status }, the status 0 until there is an answer. */
    requests = [];
    #answersToLose = [];

    /** The next request below a path gets to the server, but not its answer to the client. */
    loseAnswer(path) {
        this.#answersToLose.push(path);
    }

    /** How many requests below a path were answered. */
    answered(path) {
        return this.requests.filter((each) => each.status && each.path.startsWith(path)).length;
    }

    fetch = async (input, init = {}) => {
        if (this.isDown) throw new TypeError("the network is down");
        const path = new URL(input).pathname.replace(API, "");
        const request = { method: init.method ?? "GET", path, status: 0 };
        this.requests.push(request);
        const response = await fetch(input, init);
        const isLost = this.isDown || this.#isToBeLost(path);
        const body = await response.arrayBuffer();
        if (isLost) {
            this.lost++;
            throw new TypeError("the answer is lost");
        }
        request.status = response.status;
        if (response.ok && (path === "sync" || path === SLIDING_SYNC)) {
            const { extensions, ...parts } = JSON.parse(new TextDecoder().decode(body));
            this.#synced(extensions ? { to_device: extensions.to_device, ...extensions.e2ee } : parts);
        }
        return new Response(body, response);
    };

    #isToBeLost(path) {
        const index = this.#answersToLose.findIndex((each) => path.startsWith(each));
        if (index >= 0) this.#answersToLose.splice(index, 1);
        return index >= 0;
    }

    #synced({ to_device, device_one_time_keys_count }) {
        this.syncs++;
        this.oneTimeKeys = device_one_time_keys_count?.signed_curve25519;
        const events = to_device?.events ?? [];
        this.encrypted += events.filter((each) => each.type === "m.room.encrypted").length;
    }
}
