// The way from a device to the server, which can break.

const API = /^\/_matrix\/client\/[^/]+\//;

/** Lets requests through to the directory or the server, unless it is told not to. */
export class Network {
    /** No request gets through. */
    isDown = false;
    /** Paths of which the next request gets to the server, but not its answer to the client. */
    #answersToLose = [];
    /** How many answers were lost. */
    lost = 0;
    /** How many encrypted messages have got to the client. */
    encrypted = 0;
    #known = 0;

    constructor(directory, userId, deviceId) {
        this.directory = directory;
        this.userId = userId;
        this.deviceId = deviceId;
    }

    /** The answer to the next request below a path is lost. */
    loseAnswer(path) {
        this.#answersToLose.push(path);
    }

    fetch = async (input, init = {}) => {
        if (this.isDown) throw new TypeError("the network is down");
        const path = new URL(input).pathname.replace(API, "");
        const body = typeof init.body === "string" ? JSON.parse(init.body) : {};
        const answer = this.directory.answer(path, body, this.deviceId);
        if (answer) return Response.json(answer, { status: answer.errcode ? 404 : 200 });

        const changes = this.directory.changes;
        const response = await fetch(input, init);
        const losing = this.#answersToLose.findIndex((each) => path.startsWith(each));
        if (losing >= 0) {
            this.#answersToLose.splice(losing, 1);
            this.lost++;
            await response.arrayBuffer();
        }
        if (losing >= 0 || this.isDown) throw new TypeError("the answer is lost");
        return path === "sync" && response.ok ? this.#synced(await response.json(), changes) : response;
    };

    /** A server that keeps keys also says whose devices are others now. */
    #synced(body, changes) {
        if (changes > this.#known) body.device_lists = { changed: [this.userId], left: [] };
        this.#known = changes;
        const events = body.to_device?.events ?? [];
        this.encrypted += events.filter((each) => each.type === "m.room.encrypted").length;
        return Response.json(body);
    }
}
