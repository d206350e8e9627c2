import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {after, before, test} from 'node:test';
import {fileURLToPath} from 'node:url';

const JAR = process.env.TODEVICE_JAR ?? fileURLToPath(new URL('../../target/todevice-server.jar', import.meta.url));

let server;
let api;

before(async () => {
  server = spawn('java', ['-jar', JAR, 'serve', '--port', '0'], {stdio: ['ignore', 'pipe', 'inherit']});
  const [line] = await Promise.race([
    once(createInterface(server.stdout), 'line'),
    once(server, 'exit').then(([code]) => { throw new Error(`the server ended with ${code}`); }),
  ]);
  api = line.match(/http:\/\/[\d.:]+/)[0] + '/_matrix/client/v3/';
});

after(() => server.kill());

async function call(method, path, token, body) {
  const response = await fetch(api + path, {
    method,
    headers: {...(token && {Authorization: `Bearer ${token}`}), 'Content-Type': 'application/json'},
    body: body && JSON.stringify(body),
  });
  assert.equal(response.status, 200, await response.clone().text());
  return response.json();
}

const register = username =>
  call('POST', 'register', undefined, {username, password: 'rabbit hole', auth: {type: 'm.login.dummy'}});

test('a greeting arrives once, while the other waits for it', async () => {
  const alice = await register('alice');
  const bob = await register('bob');
  const {next_batch: start} = await call('GET', 'sync', bob.access_token);

  const waiting = call('GET', `sync?timeout=10000&since=${start}`, bob.access_token);
  const greeting = {messages: {[bob.user_id]: {[bob.device_id]: {text: 'hello'}}}};
  await call('PUT', 'sendToDevice/org.example.greeting/1', alice.access_token, greeting);
  await call('PUT', 'sendToDevice/org.example.greeting/1', alice.access_token, greeting);

  const {next_batch: next, to_device: {events}} = await waiting;
  assert.deepEqual(events, [{sender: alice.user_id, type: 'org.example.greeting', content: {text: 'hello'}}]);
  const {to_device: {events: later}} = await call('GET', `sync?since=${next}`, bob.access_token);
  assert.deepEqual(later, []);
});
