// What the page has: the library, and the devices of the flow with matrix-js-sdk. flow.mjs calls it from outside.

import { logger } from "matrix-js-sdk/lib/logger.js";
import { until } from "../matrix-js-sdk/check.mjs";
import { User } from "../matrix-js-sdk/device.mjs";
import { start } from "../matrix-js-sdk/keys.mjs";
import { Verification } from "../matrix-js-sdk/verification.mjs";

logger.setLevel("silent");
const [[, ordinaryStart]] = start;
window.flow = { User, Verification, ordinaryStart, until };
