// Whatever bytes Qrius answers with, in either of its dialects, one outcome comes out; and requests are as the guide has them.
import fc from 'fast-check';
import { judge, type Outcome, readAccount, readCode, readPage } from '../../src/qrius/answers';
import { createCode, listCodes, whoAmI } from '../../src/qrius/requests';

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
    [408, { kind: 'lost', why: 'Qrius had a fault of its own (HTTP 408)' }],
    [409, { kind: 'conflict', message: 'No.' }],
    [422, { kind: 'rejected', message: 'No.' }],
    [429, { kind: 'limited', retryAfterMs: null }],
    [500, { kind: 'lost', why: 'Qrius had a fault of its own (HTTP 500)' }],
    [503, { kind: 'lost', why: 'Qrius had a fault of its own (HTTP 503)' }],
    [302, { kind: 'lost', why: 'Qrius had a fault of its own (HTTP 302)' }],
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
    expect(answer(200, { success: false, error: { message: 'No.' } })).toEqual({
      kind: 'rejected',
      message: 'No.',
    });
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

const CODE = {
  id: 'qr_1',
  slug: 's1',
  name: 'A',
  qrCodeUrl: 'https://api.qrius.io/i/1.png',
  shortUrl: 'https://qrius.io/s1',
};
const READ = {
  id: 'qr_1',
  slug: 's1',
  name: 'A',
  destination: null,
  shortUrl: CODE.shortUrl,
  imageUrl: CODE.qrCodeUrl,
  createdAt: null,
};

describe('a code', () => {
  test('is read from what the guide and the reference show of it', () => {
    expect(readCode(CODE)).toEqual(READ);
    const richer = { ...CODE, destinationUrl: 'https://a.example/', createdAt: '2027-01-04T09:00:00.000Z' };
    expect(readCode(richer)).toEqual({
      ...READ,
      destination: 'https://a.example/',
      createdAt: Date.UTC(2027, 0, 4, 9),
    });
  });

  test.each<[string, unknown, object]>([
    ['a number as ID', { ...CODE, id: 17 }, { id: '17' }],
    ['no slug: it is the end of the short URL', { ...CODE, slug: null }, { slug: 's1' }],
    [
      'no slug, and more behind the short URL',
      { ...CODE, slug: '', shortUrl: 'https://qrius.io/x/s2/?a=/b#c' },
      { slug: 's2' },
    ],
    ['no picture', { ...CODE, qrCodeUrl: undefined }, { imageUrl: '' }],
    ['a name that is no text', { ...CODE, name: 5 }, { name: null }],
    ['no date', { ...CODE, createdAt: 'yesterday' }, { createdAt: null }],
  ])('may have %s', (_, value, read) => expect(readCode(value)).toMatchObject(read));

  test.each<[string, unknown]>([
    ['an ID', { ...CODE, id: ' ' }],
    ['an ID that is text', { ...CODE, id: { a: 1 } }],
    ['a short URL', { ...CODE, shortUrl: '' }],
    ['a short URL that is one', { ...CODE, shortUrl: 'javascript:alert(1)' }],
    ['a short URL without spaces', { ...CODE, shortUrl: 'https://qrius.io/a b' }],
    ['a body', null],
    ['an object', [CODE]],
  ])('must have %s', (_, value) => expect(readCode(value)).toBeNull());

  test('is listed by pages in every dialect, without what is no code', () => {
    const list = [CODE, null, { id: 'x' }, { ...CODE, id: 'qr_2' }];
    const pagination = { page: 1, limit: 100, total: 250 };
    const pages = [
      { success: true, data: list, meta: { pagination } },
      { data: list, meta: { pagination } },
      list,
    ].map((body) => {
      const outcome = answer(200, body);
      return outcome.kind === 'done' ? readPage(outcome) : null;
    });
    const codes = [READ, { ...READ, id: 'qr_2' }];
    expect(pages).toEqual([250, 250, null].map((total) => ({ codes, total, length: 4 })));
    expect(readPage({ data: { id: 'x' }, meta: undefined })).toBeNull();
    expect(readPage({ data: [], meta: { pagination: { total: -1 } } })).toEqual({
      codes: [],
      total: null,
      length: 0,
    });
  });

  test('belongs to an account whose plan may not be told', () => {
    expect(readAccount({ id: 7, email: 'a@b.example', plan: 'PRO' })).toEqual({ id: '7', plan: 'PRO' });
    for (const data of [null, [], 'x', {}, { id: {}, plan: null }])
      expect(readAccount(data)).toEqual({ id: null, plan: null });
  });
});

describe('a request', () => {
  const code = { name: 'A', destination: 'https://a.example/', slug: 's1', tags: ['x', 'y'] };

  test('to create holds what the guide asks for, and nothing that is empty', () => {
    expect(createCode(code)).toEqual({
      method: 'POST',
      path: '/qr',
      body: { name: 'A', destinationUrl: 'https://a.example/', slug: 's1', tags: ['x', 'y'] },
    });
    expect(createCode({ ...code, slug: '', tags: [] }).body).toEqual({
      name: 'A',
      destinationUrl: 'https://a.example/',
    });
  });

  test('to read has no body', () => {
    expect(listCodes(3)).toEqual({ method: 'GET', path: '/qr?page=3&limit=100' });
    expect(listCodes(1, 1)).toEqual({ method: 'GET', path: '/qr?page=1&limit=1' });
    expect(whoAmI).toEqual({ method: 'GET', path: '/users/me' });
  });
});
