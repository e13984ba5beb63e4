// The worker thread behind overHttp: sends requests in parallel over real HTTP while the thread that asked is blocked.
const http = require('node:http');
const { workerData } = require('node:worker_threads');

const { port, signal } = workerData;
const agent = new http.Agent({ keepAlive: true, maxSockets: workerData.parallel });

/** Why a request got no answer, from the code that Node gives its error. */
const reasons = {
  ECONNREFUSED: 'unreachable',
  ENOTFOUND: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ABORT_ERR: 'timeout',
};

/** Pairs of name and value with the case in which the server sent the names. */
function pairs(rawHeaders) {
  const headers = [];
  for (let index = 0; index < rawHeaders.length; index += 2)
    headers.push([rawHeaders[index], rawHeaders[index + 1]]);
  return headers;
}

function send({ method, target, headers, body, timeoutMs }) {
  const began = Date.now();
  return new Promise((resolve) => {
    const failed = (error) =>
      resolve({ kind: 'failed', reason: reasons[error.code] ?? 'dropped', ms: Date.now() - began });
    if (target === null) return failed({ code: 'ENOTFOUND' });
    const bytes = Buffer.from(body);
    const length = bytes.length > 0 || method !== 'GET' ? { 'Content-Length': bytes.length } : {};
    const options = {
      method,
      agent,
      headers: { ...headers, ...length },
      signal: AbortSignal.timeout(timeoutMs),
    };
    const request = http.request(target, options, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', failed);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const { statusCode, rawHeaders } = response;
        resolve({
          kind: 'answer',
          status: statusCode,
          headers: pairs(rawHeaders),
          body: text,
          ms: Date.now() - began,
        });
      });
    });
    request.on('error', failed);
    request.end(bytes);
  });
}

port.on('message', async ({ id, requests }) => {
  const results = await Promise.all(requests.map(send));
  port.postMessage({ id, results });
  Atomics.add(signal, 0, 1);
  Atomics.notify(signal, 0);
});
