// The synchronous transport over real HTTP, against a server that lives on its own thread: this one is blocked while it waits.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { overHttp } from '../../sim/apps-script/over-http';
import { small } from './helper';

/** Echoes the request; /slow answers once fifty of its kind wait, /never does not answer, /drop cuts the connection. */
const SERVER = `
  const { parentPort } = require('node:worker_threads');
  const waiting = [];
  const server = require('node:http').createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url.endsWith('/never')) return;
      if (request.url.endsWith('/drop')) return request.socket.destroy();
      const body = JSON.stringify({ method: request.method, url: request.url, raw: request.rawHeaders, body: Buffer.concat(chunks).toString() });
      const send = () => response.writeHead(201, [['X-RateLimit-Limit', '5'], ['set-cookie', 'a'], ['set-cookie', 'b']].flat()).end(body);
      if (!request.url.endsWith('/slow')) return send();
      if (waiting.push(send) === 50) waiting.splice(0).forEach((answer) => answer());
    });
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`;

describe('UrlFetchApp over real HTTP (toolchain.md, trap 7)', () => {
  let server: Worker;
  let transport: ReturnType<typeof overHttp>;

  beforeAll(async () => {
    server = new Worker(SERVER, { eval: true });
    const [port] = await once(server, 'message');
    const address = `http://127.0.0.1:${port}`;
    transport = overHttp({
      hosts: { 'https://api.qrius.io': address, 'https://qrius.io/api': `${address}/api` },
    });
  });
  afterAll(async () => {
    await transport.close();
    await server.terminate();
  });

  const run = (body: string) => small(`function f() { ${body} }`, { clock: 'real', transport }).run('f');

  test('carries method, path, body and headers, both ways in the case as sent', () => {
    const { value } = run(`
      var r = UrlFetchApp.fetch('https://qrius.io/api/qr?page=1', { method: 'patch', contentType: 'application/json', headers: { 'X-My-Case': 'ü'.length }, payload: '{"n":"ü"}' });
      return [r.getResponseCode(), r.getAllHeaders()['X-RateLimit-Limit'], r.getAllHeaders()['set-cookie'], JSON.parse(r.getContentText())];`);
    expect(value).toMatchObject([
      201,
      '5',
      ['a', 'b'],
      {
        method: 'PATCH',
        url: '/api/qr?page=1',
        body: '{"n":"ü"}',
        raw: expect.arrayContaining(['X-My-Case', 'Content-Type']),
      },
    ]);
  });

  test('fifty requests are in flight together and come back in their order', () => {
    const { value } = run(`
      var urls = []; for (var i = 0; i < 50; i++) urls.push('https://api.qrius.io/' + i + '/slow');
      return UrlFetchApp.fetchAll(urls).map(function (r) { return JSON.parse(r.getContentText()); });`);
    const bodies = value as Array<{ url: string }>;
    expect(bodies.map(({ url }) => url)).toEqual(Array.from({ length: 50 }, (_, index) => `/${index}/slow`));
  });

  test.each([
    ['https://api.qrius.io/never', 'Timeout: https://api.qrius.io/never'],
    ['https://api.qrius.io/drop', 'Address unavailable: https://api.qrius.io/drop'],
    ['https://qrius.io/elsewhere', 'DNS error: https://qrius.io/elsewhere'],
  ])('%s fails the whole batch, and the transport works on', (url, message) => {
    const body = `UrlFetchApp.fetchAll([{ url: '${url}', timeoutSeconds: 1 }, 'https://api.qrius.io/fine']);`;
    expect(run(body)).toMatchObject({ outcome: 'threw', error: message });
    expect(run(`return UrlFetchApp.fetch('https://api.qrius.io/fine').getResponseCode()`).value).toBe(201);
  });
});
