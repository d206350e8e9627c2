// Steps: what a user who has lost all devices gets back.

import { checkEqual, until } from "./check.mjs";
import { ROOM } from "./keys.mjs";

async function recover({ alice, bob, laptop }) {
    alice.recoveryKey = await laptop.crypto.createRecoveryKeyFromPassphrase();
    const createSecretStorageKey = async () => alice.recoveryKey;
    await laptop.crypto.bootstrapSecretStorage({ createSecretStorageKey, setupNewSecretStorage: true, setupNewKeyBackup: true });
    const event = await laptop.encryptEvent(ROOM, { body: "from the backup" });
    await until(() => laptop.network.answered("room_keys/keys"), "a room key in the backup");
    const added = await alice.logIn();
    await until(() => added.crypto.userHasCrossSigningKeys(), "the new device sees its user's keys");
    await added.crypto.bootstrapCrossSigning({});
    await until(() => added.crypto.isCrossSigningReady(), "the private keys from the secret storage");
    await added.crypto.loadSessionBackupPrivateKeyFromSecretStorage();
    const { imported, total } = await added.crypto.restoreKeyBackup();
    await added.enter(ROOM, [alice, bob]);
    checkEqual(await added.decryptEvent(event), { body: "from the backup" }, "the event");
    await added.logOut();
    return `a new device has the cross-signing keys, and ${imported} of ${total} room keys`;
}

export const recovery = [["a new device gets back what was backed up", recover]];
