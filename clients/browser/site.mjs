// A web site of an origin of its own: a page, the bundled library, and its WebAssembly.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const WASM = "pkg/matrix_sdk_crypto_wasm_bg.wasm";
const PAGE = '<!doctype html><meta charset="utf-8"><title>flow</title><script type="module" src="/page.js"></script>';

/** Starts it on a free loopback port: its origin. */
export async function startSite() {
    const here = dirname(fileURLToPath(import.meta.url));
    const library = dirname(createRequire(import.meta.url).resolve("@matrix-org/matrix-sdk-crypto-wasm"));
    const { outputFiles } = await build({
        entryPoints: [join(here, "page.mjs")],
        bundle: true,
        write: false,
        format: "esm",
        target: "es2022",
        define: { global: "globalThis" },
        logLevel: "error",
    });
    const files = {
        "/": ["text/html", PAGE],
        "/page.js": ["text/javascript", outputFiles[0].contents],
        [`/${WASM}`]: ["application/wasm", await readFile(join(library, WASM))],
    };
    const server = createServer((request, response) => {
        const [type, body] = files[request.url] ?? [];
        response.writeHead(body ? 200 : 404, { "Content-Type": type ?? "text/plain" }).end(body);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    server.unref();
    return `http://127.0.0.1:${server.address().port}`;
}
