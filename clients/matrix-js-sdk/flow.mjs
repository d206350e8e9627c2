// End-to-end encryption over a server: a scripted flow with matrix-js-sdk, started as an ordinary client starts it.
//
// Usage: node flow.mjs URL
//
// Alice has a laptop and a phone, Bob has a tablet. What Olm decrypts was not altered; numbers tell whether the server lost or
// reordered any, and counts of what came whether it doubled any. Every step prints one line, "ok" or "not ok"; the exit code is
// 1 unless all passed.

import "fake-indexeddb/auto"; // what a browser has, so that a client can be restarted
import { randomBytes } from "node:crypto";
import { logger } from "matrix-js-sdk/lib/logger.js";
import { crossSigning } from "./crosssigning.mjs";
import { User } from "./device.mjs";
import { keys, start } from "./keys.mjs";
import { messages } from "./messages.mjs";
import { recovery } from "./recovery.mjs";
import { runSteps } from "./steps.mjs";

async function main(url) {
    const user = (name) => new User(url, `${name}${randomBytes(6).toString("hex")}`, randomBytes(12).toString("hex"));
    const [alice, bob] = [user("alice"), user("bob")];
    const laptop = await alice.register();
    const phone = await alice.logIn();
    const tablet = await bob.register();
    const world = { alice, bob, laptop, phone, tablet };
    process.exit(await runSteps(world, [...start, ...keys, ...messages, ...crossSigning, ...recovery]));
}

// The library tells of every request, and of every one that was lost.
logger.setLevel("silent");
console.error = console.warn = console.debug = console.info = () => {};
if (process.argv.length !== 3) {
    process.stderr.write("usage: node flow.mjs URL\n");
    process.exit(2);
}
await main(process.argv[2]).catch((error) => {
    process.stderr.write(`flow: ${error.message}${error.cause ? `: ${error.cause.message}` : ""}\n`);
    process.exit(1);
});
