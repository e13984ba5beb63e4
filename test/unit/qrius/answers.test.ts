// Whatever bytes Qrius answers with, in either of its dialects, one outcome comes out.
import fc from 'fast-check';
import { judge, type Outcome } from '../../../src/qrius/answers';
import { readAccount, readCode, readPage } from '../../../src/qrius/readings';

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  judge({ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) });

/** An error in the words of the guide, and in those of the reference. */
const dialects = (status: number, message: string, more: object = {}) => [
  { statusCode: status, error: 'Whatever', message, ...more },
  { success: false, error: { code: 'WHATEVER', message, ...more } },
];

const HTML = '<!DOCTYPE html><html><body>Bad gateway</body></html>';

describe('an answer', () => {
  test.each<[string, unknown]>([
    ['flat', { id: 'qr_1' }],
    ['enveloped', { success: true, data: { id: 'qr_1' } }],
  ])('of success, %s', (_, body) => {
    expect(answer(201, body)).toMatchObject({ kind: 'done', data: { id: 'qr_1' } });
  });

  test.each<[number, Outcome]>([
    [400, { kind: 'rejected', message: 'No.' }],
    [401, { kind: 'key-refused' }],
    [402, { kind: 'plan-limit', message: 'No.' }],
    [403, { kind: 'plan-limit', message: 'No.' }],
    [404, { kind: 'missing' }],
    [408, { kind: 'lost', why: 'Qrius had an error of its own (HTTP 408)' }],
    [409, { kind: 'conflict', message: 'No.' }],
    [422, { kind: 'rejected', message: 'No.' }],
    [429, { kind: 'limited', retryAfterMs: null }],
    [500, { kind: 'lost', why: 'Qrius had an error of its own (HTTP 500)' }],
    [503, { kind: 'lost', why: 'Qrius had an error of its own (HTTP 503)' }],
    [302, { kind: 'lost', why: 'Qrius had an error of its own (HTTP 302)' }],
  ])('of status %i means the same in both dialects', (status, outcome) => {
    expect(dialects(status, 'No.').map((body) => answer(status, body))).toEqual([outcome, outcome]);
  });

  test.each([200, 201, 400, 404, 409, 500, 502])(
    'of status %i with a page, nothing or half a body leaves all open',
    (status) => {
      for (const body of [HTML, '', '{"id":"qr_1","sl', 'null', '7', '"created"'])
        expect(answer(status, body).kind).toBe('lost');
    },
  );

  test('that refuses the key, or asks to wait, needs no body of Qrius’s own', () => {
    expect(answer(401, HTML)).toEqual({ kind: 'key-refused' });
    expect(answer(429, HTML, { 'retry-after': '7' })).toEqual({ kind: 'limited', retryAfterMs: 7_000 });
  });

  test('that says success is false is a refusal, whatever its status', () => {
    for (const status of [200, 201, 202])
      expect(answer(status, { success: false, error: { message: 'No.' } })).toEqual({
        kind: 'rejected',
        message: 'No.',
      });
    const said = (statusCode: number) => answer(200, { success: false, statusCode, message: 'No.' }).kind;
    expect([409, 404, 502].map(said)).toEqual(['conflict', 'missing', 'lost']);
  });

  test.each<[unknown, Record<string, string>, number | null]>([
    [{ retryAfter: 12 }, {}, 12_000],
    [{ retryAfter: '12' }, {}, 12_000],
    [{ retryAfter: 0.25 }, {}, 250],
    [{ error: { retryAfter: 3 } }, { 'retry-after': '9' }, 3_000],
    [{}, { 'retry-after': '9' }, 9_000],
    [{ retryAfter: 'soon' }, { 'retry-after': '9' }, 9_000],
    [{ retryAfter: -1 }, {}, null],
    [{ retryAfter: 1e9 }, {}, null],
    [{ retryAfter: null }, { 'retry-after': '' }, null],
    [{ retryAfter: [5] }, { 'retry-after': 'Mon, 04 Jan 2027 09:00:00 GMT' }, null],
  ])('of too many requests: %j with %j', (body, headers, retryAfterMs) => {
    expect(answer(429, body, headers)).toEqual({ kind: 'limited', retryAfterMs });
  });

  test.each<[unknown, string]>([
    [{ message: ['slug is short', 'name is long'] }, 'slug is short; name is long'],
    [{ message: [{}, 'slug is short'] }, 'slug is short'],
    [{ message: { nested: true }, error: 'Bad Request' }, 'Bad Request'],
    [{ error: { message: ' two\n lines\t' }, message: 'outer' }, 'two lines'],
    [{ message: 404 }, '404'],
    [{}, 'Qrius gave no reason.'],
    [{ message: 'x'.repeat(100_000) }, `${'x'.repeat(300)}…`],
  ])('tells its reason %#', (body, message) => {
    expect(answer(400, body)).toEqual({ kind: 'rejected', message });
  });

  test('of any status, headers and bytes is one of the outcomes, and short enough for a cell', () => {
    const kinds = ['done', 'conflict', 'limited', 'rejected', 'key-refused', 'plan-limit', 'missing', 'lost'];
    const keys = fc.constantFrom(
      'success',
      'data',
      'error',
      'message',
      'retryAfter',
      'meta',
      'pagination',
      'id',
      'shortUrl',
      '__proto__',
    );
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue(),
        fc.boolean(),
        fc.array(tie('tree')),
        fc.dictionary(keys, tie('tree')),
      ),
    }));
    const body = fc.oneof(
      tree.map((value) => JSON.stringify(value)),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '['.repeat(50_000),
        `${'{"data":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
        '{"id":"\\ud800"}',
        '\ufeff{}',
      ),
    );
    const status = fc.oneof(
      fc.constantFrom(200, 201, 204, 400, 401, 402, 403, 404, 409, 429, 500),
      fc.integer(),
    );
    const headers = fc.dictionary(fc.constantFrom('retry-after', 'x-ratelimit-limit', 'x'), fc.string());
    fc.assert(
      fc.property(status, headers, body, (code, named, bytes) => {
        const outcome = judge({ status: code, headers: named, body: bytes });
        expect(kinds).toContain(outcome.kind);
        if ('message' in outcome) expect(outcome.message).toMatch(/^.{1,301}$/u);
        if (outcome.kind !== 'done') return;
        readAccount(outcome.data);
        const read = readCode(outcome.data);
        if (read) expect([read.id, read.shortUrl]).not.toContain('');
        for (const code of readPage(outcome)?.codes ?? []) expect(code.id).not.toBe('');
      }),
      { numRuns: 400 },
    );
  });
});
