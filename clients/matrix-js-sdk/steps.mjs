// Runs the steps of a flow.

import { Failure } from "./check.mjs";

// The library asks for keys when a sync ends: on a busy machine a step may wait for two idle polls of 30 s.
const STEP_SECONDS = 150;

async function inTime(step) {
    let timer;
    const tooLong = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Failure(`no end within ${STEP_SECONDS} s`)), STEP_SECONDS * 1000);
    });
    try {
        return await Promise.race([step(), tooLong]);
    } finally {
        clearTimeout(timer);
    }
}

/** Prints one line for each step, "ok" or "not ok", and one that counts them: the exit code. */
export async function runSteps(world, steps) {
    let passed = 0;
    for (const [i, [title, step]] of steps.entries()) {
        try {
            console.log(`ok ${i + 1} ${title} (${await inTime(() => step(world))})`);
            passed++;
        } catch (error) {
            console.log(`not ok ${i + 1} ${title}: ${error instanceof Failure ? error.message : error.stack}`);
        }
    }
    console.log(`${passed} passed, ${steps.length - passed} failed`);
    return passed === steps.length ? 0 : 1;
}
