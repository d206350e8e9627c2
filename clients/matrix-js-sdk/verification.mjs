// Interactive verification by short authentication strings (SAS), one side of it.

import { CryptoEvent, VerificationPhase, VerifierEvent } from "matrix-js-sdk/lib/crypto-api/index.js";
import { until } from "./check.mjs";

/** Confirmed by a person who has compared what both sides show. */
export class Verification {
    /** What this side shows: seven emoji by their names. */
    emoji;
    /** Fulfilled when both sides have confirmed. */
    done;
    #shown;

    constructor(verifier) {
        const shown = new Promise((resolve) => {
            verifier.once(VerifierEvent.ShowSas, (sas) => {
                this.#shown = sas;
                resolve(sas.sas.emoji.map(([, name]) => name).join(" "));
            });
        });
        this.done = verifier.verify();
        // A verification that is cancelled shows nothing: that is an error of both.
        this.emoji = Promise.race([shown, this.done]);
        for (const each of [this.emoji, this.done]) each.catch(() => {}); // reported by those who wait for it
    }

    /** Says that both show the same; this side's proof is sent when this is fulfilled. */
    async agree() {
        await this.#shown.confirm();
    }

    async confirm() {
        await this.agree();
        await this.done;
    }

    /** Asks another device, and starts as soon as it is ready. */
    static async ask(device, userId, deviceId) {
        const request = await device.crypto.requestDeviceVerification(userId, deviceId);
        await until(() => request.phase === VerificationPhase.Ready, "the other device agrees to be verified");
        return new Verification(await request.startVerification("m.sas.v1"));
    }

    /** Agrees to the next request that comes to a device. */
    static async answer(device) {
        const request = await new Promise((resolve) => {
            device.client.once(CryptoEvent.VerificationRequestReceived, resolve);
        });
        await request.accept();
        return new Verification(await until(() => request.verifier, "the other device starts the verification"));
    }
}
