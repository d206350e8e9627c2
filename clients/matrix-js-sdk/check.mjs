// What the steps of a flow expect.

const WAIT_SECONDS = 30;
const POLL_MILLISECONDS = 20;

/** The server, or what the library makes of its answers, is not what it should be. */
export class Failure extends Error {}

export function check(condition, message) {
    if (!condition) throw new Failure(message);
}

/** JSON with the members of every object in one order. */
function canonical(value) {
    return JSON.stringify(value, (_, each) =>
        each !== null && typeof each === "object" && !Array.isArray(each)
            ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
            : each,
    );
}

/** Compares JSON values; the order of an object's members does not matter. */
export function checkEqual(actual, expected, what) {
    const [is, should] = [actual, expected].map((each) => canonical(each) ?? "nothing");
    check(is === should, `${what}: expected ${should.slice(0, 300)}, got ${is.slice(0, 300)}`);
}

/** Waits for a condition, and returns what it was met with. */
export async function until(condition, what) {
    const end = Date.now() + WAIT_SECONDS * 1000;
    for (;;) {
        const met = await condition();
        if (met) return met;
        check(Date.now() < end, `not within ${WAIT_SECONDS} s: ${what}`);
        await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
    }
}

/** The numbers from 1 to a count. */
export const range = (count) => Array.from({ length: count }, (_, i) => i + 1);
