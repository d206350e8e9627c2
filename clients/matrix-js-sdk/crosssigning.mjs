// Steps: cross-signing, and verification between devices and between users.

import { check, checkEqual, until } from "./check.mjs";
import { Verification } from "./verification.mjs";

const EMOJI = 7;

async function setUp({ laptop, tablet, phone, alice }) {
    // What stands in a first upload needs no further authentication.
    for (const device of [laptop, tablet]) {
        await device.crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: (makeRequest) => makeRequest(null) });
        check(await device.crypto.isCrossSigningReady(), `${device.id} has no cross-signing`);
    }
    await until(() => phone.crypto.userHasCrossSigningKeys(), "the other device sees the keys");
    await until(() => phone.crypto.userHasCrossSigningKeys(tablet.user.id), "the other device sees the other user's keys");
    const status = await phone.crypto.getDeviceVerificationStatus(alice.id, laptop.id);
    check(status.signedByOwner, "the signature of the first device is not there");
    return "for two users, and others see their keys and signatures";
}

/** Two people compare what their devices show, and confirm. */
async function verify(one, other) {
    const answer = Verification.answer(other);
    const sides = await Promise.all([Verification.ask(one, other.user.id, other.id), answer]);
    const [shown, expected] = await Promise.all(sides.map((each) => each.emoji));
    checkEqual(shown, expected, "emoji");
    check(shown.split(" ").length >= EMOJI, `only ${shown} was shown`);
    await Promise.all(sides.map((each) => each.confirm()));
    return shown;
}

async function ownDevice({ alice, laptop, phone, tablet }) {
    const emoji = await verify(laptop, phone);
    for (const [device, other] of [[laptop, phone], [phone, laptop], [tablet, phone]]) {
        await until(async () => {
            const status = await device.crypto.getDeviceVerificationStatus(alice.id, other.id);
            return device === tablet ? status?.signedByOwner : status?.crossSigningVerified;
        }, `${device.id} sees ${other.id} signed`);
    }
    await until(async () => {
        const { privateKeysCachedLocally } = await phone.crypto.getCrossSigningStatus();
        return Object.values(privateKeysCachedLocally).every(Boolean);
    }, "the verified device is sent the private keys");
    return `both showed ${emoji}; the new one is signed and has the private keys`;
}

async function otherUser({ alice, bob, laptop, phone, tablet }) {
    const emoji = await verify(laptop, tablet);
    // The device that verified, the other of the same user, and that of the other user.
    for (const [device, user] of [[laptop, bob], [phone, bob], [tablet, alice]]) {
        await until(
            async () => (await device.crypto.getUserVerificationStatus(user.id)).isCrossSigningVerified(),
            `${device.id} sees that ${user.id} is verified`,
        );
    }
    return `both showed ${emoji}; each user's devices see the other verified`;
}

export const crossSigning = [
    ["cross-signing is set up", setUp],
    ["two devices of a user verify each other", ownDevice],
    ["two users verify each other", otherUser],
];
