// The simulator over real HTTP: its server, its thread, its command line, and the bulk guide's own way of working.
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import { type ServerOptions, type Simulator, startSimulator } from '../../sim/qrius/server';
import { startSimulatorThread } from '../../sim/qrius/thread';
import { ended, ROOT, startProgram, startSources } from '../support/program';
import { type Body, type Fields, session } from './client';

const PROGRAM = 'sim/qrius/main.ts';

/** Whatever a test has started and has to be stopped after it. */
let closers: Array<() => unknown> = [];
afterEach(async () => {
  await Promise.all(closers.map((close) => close()));
  closers = [];
});

async function start(options: ServerOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ plan: 'PRO', ...options });
  closers.push(simulator.close);
  return simulator;
}

/** One request to the API; `body` is sent as JSON. */
function ask({ url, key }: Pick<Simulator, 'url' | 'key'>, method: string, path: string, body?: object) {
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  return fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
}

describe('the server', () => {
  test('a code is made, its image is fetched, and its short URL opens the session', async () => {
    const simulator = await start({ pictures: { format: 'svg' } });
    const name = 'Größe & «Ziel» 🎤';
    const answer = await ask(simulator, 'POST', '/qr', { ...session(1), name });
    const created = (await answer.json()) as Fields;
    expect([answer.status, created.name]).toEqual([201, name]);
    expect(created.shortUrl).toBe(`${simulator.url}/s/conf-2025-s01`);
    const image = await fetch(created.qrCodeUrl);
    expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    expect(await image.text()).toMatch(/^<svg/);
    const visit = await fetch(created.shortUrl, { redirect: 'manual' });
    expect([visit.status, visit.headers.get('location')]).toEqual([302, session(1).destinationUrl]);
    await ask(simulator, 'POST', '/qr/bulk/pause', { qrCodeIds: [created.id] });
    expect((await fetch(created.shortUrl, { redirect: 'manual' })).status).toBe(404);
  });

  test('a destination with letters beyond Latin-1 is redirected to in its written-out form', async () => {
    const simulator = await start();
    await ask(simulator, 'POST', '/qr', { ...session(1), destinationUrl: 'https://example.com/日\n本' });
    const visit = await fetch(`${simulator.url}/s/conf-2025-s01`, { redirect: 'manual' });
    expect(visit.headers.get('location')).toBe('https://example.com/%E6%97%A5%E6%9C%AC');
  });

  test('a PNG is served as its bytes, and a 204 without any', async () => {
    const simulator = await start({ pictures: { format: 'png' }, answers: { changeStatus: 204 } });
    const created = (await (await ask(simulator, 'POST', '/qr', session(1))).json()) as Fields;
    const image = await fetch(created.qrCodeUrl);
    const bytes = Buffer.from(await image.arrayBuffer());
    expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(bytes.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    expect(bytes.subarray(-8, -4).toString()).toBe('IEND');
    const changed = await ask(simulator, 'PATCH', `/qr/${created.id}`, { name: 'New' });
    expect([changed.status, await changed.text()]).toEqual([204, '']);
  });

  test.each([
    ['localhost:PORT', 200],
    ['LOCALHOST:PORT', 200],
    ['127.0.0.1:PORT', 200],
    ['[::1]:PORT', 200],
    ['localhost', 403],
    ['127.0.0.1:1', 403],
    ['qrius.attacker.example:PORT', 403],
    ['127.0.0.1.attacker.example:PORT', 403],
  ])('a request for the host %s is answered with %i', async (host, status) => {
    const simulator = await start();
    const { port } = new URL(simulator.url);
    const headers = { Authorization: `Bearer ${simulator.key}`, Host: host.replace('PORT', port) };
    const [response] = await once(get(`${simulator.url}/users/me`, { headers }), 'response');
    await text(response);
    expect(response.statusCode).toBe(status);
    expect(simulator.state.log).toHaveLength(status === 200 ? 1 : 0);
  });

  test('connections drop for real, before the code is made or after', async () => {
    const simulator = await start({
      faults: [
        { at: { nth: 1 }, do: { kind: 'dropBefore' } },
        { at: { nth: 2 }, do: { kind: 'dropAfter' } },
      ],
    });
    for (const number of [1, 2]) {
      await expect(ask(simulator, 'POST', '/qr', session(number))).rejects.toThrow('fetch failed');
    }
    expect(Object.values(simulator.state.codes).map(({ slug }) => slug)).toEqual(['conf-2025-s02']);
  });

  test('a delayed answer comes after one that was asked for later', async () => {
    const simulator = await start({ faults: [{ at: { nth: 1 }, do: { kind: 'delay', ms: 300 } }] });
    const order: string[] = [];
    const arrive = async (which: string) => {
      const answer = await ask(simulator, 'GET', '/users/me');
      order.push(`${which} ${answer.status}`);
    };
    const delayed = arrive('first');
    while (simulator.state.log.length === 0) await sleep(5);
    await Promise.all([delayed, arrive('second')]);
    expect(order).toEqual(['second 200', 'first 200']);
  });

  test('fifty parallel requests are answered, and their connections are used again', async () => {
    const simulator = await start();
    const agent = new Agent({ keepAlive: true, maxSockets: 50 });
    closers.push(() => agent.destroy());
    const headers = { Authorization: `Bearer ${simulator.key}` };
    const round = () =>
      Promise.all(
        Array.from({ length: 50 }, async () => {
          const request = get(`${simulator.url}/users/me`, { agent, headers });
          const [response] = await once(request, 'response');
          await text(response);
          return { status: response.statusCode, reused: request.reusedSocket };
        }),
      );
    expect(await round()).toEqual(Array(50).fill({ status: 200, reused: false }));
    await sleep(0);
    expect(await round()).toEqual(Array(50).fill({ status: 200, reused: true }));
  });
});

describe('the server in a thread', () => {
  test('answers, shows its state, and answers no more when it is closed', async () => {
    const simulator = await startSimulatorThread({ plan: 'BUSINESS', takenSlugs: ['conf-2025-s02'] });
    closers.push(simulator.close);
    const statuses = [];
    for (const number of [1, 2]) {
      statuses.push((await ask(simulator, 'POST', '/qr', session(number))).status);
    }
    expect(statuses).toEqual([201, 409]);
    const { codes, log } = await simulator.snapshot();
    expect(Object.values(codes).map(({ name }) => name)).toEqual(['Session 1']);
    expect(log.map(({ status }) => status)).toEqual([201, 409]);
    await simulator.close();
    await expect(ask(simulator, 'GET', '/users/me')).rejects.toThrow('fetch failed');
  });

  test('serves a caller whose thread is blocked', async () => {
    const simulator = await startSimulatorThread();
    closers.push(simulator.close);
    const { url, key } = simulator;
    // First place: whether the answer is there; second: its status.
    const shared = new Int32Array(new SharedArrayBuffer(8));
    const caller = new Worker(
      `const { url, key, shared } = require('node:worker_threads').workerData;
      fetch(url + '/users/me', { headers: { Authorization: 'Bearer ' + key } }).then(({ status }) => {
        shared[1] = status;
        Atomics.store(shared, 0, 1);
        Atomics.notify(shared, 0);
      });`,
      { eval: true, workerData: { url, key, shared } },
    );
    closers.push(() => caller.terminate());
    const LONGEST_WAIT_MS = 4000;
    Atomics.wait(shared, 0, 0, LONGEST_WAIT_MS);
    expect(shared[1]).toBe(200);
  });

  test('a port in use is told to who started it', async () => {
    const { url } = await start();
    const port = Number(new URL(url).port);
    await expect(startSimulatorThread({ port })).rejects.toThrow('EADDRINUSE');
  });
});

describe('the command line', () => {
  async function run(...args: string[]) {
    const child = await startProgram(PROGRAM, args, { cwd: ROOT });
    closers.push(() => child.kill());
    return child;
  }

  /** The address and the key that the program prints. */
  async function printedBy(child: Awaited<ReturnType<typeof run>>) {
    let printed = '';
    for await (const part of child.stdout) {
      printed += part;
      if (/Key: .*\n/.test(printed)) break;
    }
    const url = /^URL: (http:\/\/127\.0\.0\.1:\d+(?:\/api)?)$/m.exec(printed)?.[1] ?? '';
    const key = /^Key: (qrius_test_\w+)$/m.exec(printed)?.[1] ?? '';
    return { url, key };
  }

  test('prints an address and a key that work, and ends at Ctrl-C', async () => {
    const child = await run('--port', '0', '--plan', 'BUSINESS', '--dialect', 'reference', '--rpm', '7');
    const { url, key } = await printedBy(child);
    expect(url).toMatch(/\/api$/);
    const answer = await ask({ url, key }, 'GET', '/users/me');
    expect(answer.headers.get('x-ratelimit-limit')).toBe('7');
    expect(await answer.json()).toMatchObject({ success: true, data: { plan: 'BUSINESS' } });
    child.kill('SIGINT');
    expect((await once(child, 'exit'))[0]).toBe(0);
  });

  test.each([
    [['--colour', 'red'], /^Unknown option '--colour'\. Options: --port .*\n$/],
    [['--plan', 'GOLD'], /^--plan must be one of FREE, PRO, BUSINESS, not "GOLD"\.\n$/],
    [['--config', 'nowhere.json'], /^nowhere\.json cannot be read: choose another file with --config\.\n$/],
    [['--config', 'README.md'], /^README\.md is not JSON: .*\n$/],
    [['--rpm', '0'], /^--rpm must be a whole number from 1 .*\n$/],
  ])('%j is answered with one sentence', async (args, sentence) => {
    const child = await run(...args);
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect(said).toMatch(sentence);
    expect(code).toBe(1);
  });

  test('reads switches out of a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'qrius-'));
    closers.push(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'switches.json');
    writeFileSync(file, '{"dialect": "reference", "lists": {"shape": "array"}}');
    const child = await run('--port', '0', '--config', file);
    const { url, key } = await printedBy(child);
    expect(url).toMatch(/\/api$/);
    expect(await (await ask({ url, key }, 'GET', '/qr')).json()).toEqual([]);
  });

  test('ends at Ctrl-C although an answer is due', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'qrius-'));
    closers.push(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'switches.json');
    writeFileSync(file, '{"latencyMs": 60000}');
    const child = await run('--port', '0', '--config', file);
    const answer = ask(await printedBy(child), 'GET', '/qr').catch(() => 'dropped');
    // Until the request has arrived.
    await sleep(500);
    child.kill('SIGINT');
    expect(await answer).toBe('dropped');
    expect((await once(child, 'exit'))[0]).toBe(0);
  });

  test('--help lists every option', async () => {
    const { code, out } = await ended(startSources(PROGRAM, ['--help']));
    const options = ['port', 'plan', 'dialect', 'no-rate-headers', 'rpm', 'faults', 'config'];
    for (const option of options) expect(out).toContain(`  --${option} `);
    expect(code).toBe(0);
  });

  test('a port in use is answered with one sentence', async () => {
    const { url } = await start();
    const child = await run('--port', new URL(url).port);
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect(said).toBe('The port is in use: choose another with --port, or --port 0 for any.\n');
    expect(code).toBe(1);
  });
});

test('the guide’s way: fifty sessions, five in flight, waiting out 429 and adding a suffix at 409', async () => {
  const simulator = await start({
    requestsPerMinute: 30,
    windowMs: 900,
    takenSlugs: ['conf-2025-s07', 'conf-2025-s33'],
  });
  const create = async (body: ReturnType<typeof session>): Promise<Fields> => {
    const answer = await ask(simulator, 'POST', '/qr', body);
    const result = (await answer.json()) as Fields & Body;
    if (answer.status === 429) {
      await sleep(result.retryAfter * 1000);
      return create(body);
    }
    if (answer.status === 409) return create({ ...body, slug: `${body.slug}-${Date.now().toString(36)}` });
    expect(answer.status).toBe(201);
    return result;
  };
  const sessions = Array.from({ length: 50 }, (_, at) => session(at + 1));
  const limit = pLimit(5);
  const created = await Promise.all(sessions.map((body) => limit(create, body)));
  for (const [at, { slug, shortUrl }] of created.entries()) {
    const suffixed = at === 6 || at === 32;
    expect(slug).toMatch(new RegExp(`^${sessions[at]?.slug}${suffixed ? '-\\w+' : ''}$`));
    const visit = await fetch(shortUrl, { redirect: 'manual' });
    expect(visit.headers.get('location')).toBe(sessions[at]?.destinationUrl);
  }
  const statuses = simulator.state.log.map(({ status }) => status);
  expect(Object.keys(simulator.state.codes)).toHaveLength(50);
  expect(statuses.filter((status) => status === 409)).toHaveLength(2);
  expect(statuses).toContain(429);
});
