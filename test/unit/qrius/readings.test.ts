// Requests are as the guide and the reference of Qrius have them, and what proper answers hold is read tolerantly.
import fc from 'fast-check';
import { judge } from '../../../src/qrius/answers';
import { readAccount, readBulk, readCode, readPage, readScans } from '../../../src/qrius/readings';
import {
  bulkAction,
  changeTags,
  createCode,
  editCode,
  exportStats,
  listCodes,
  updateDestination,
  whoAmI,
} from '../../../src/qrius/requests';

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
  tags: null,
  description: null,
  paused: null,
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
    ['an underscored ID', { ...CODE, id: undefined, _id: 'qr_1' }, { id: 'qr_1' }],
    ['no short URL: its slug says it', { ...CODE, shortUrl: undefined }, { shortUrl: 'https://qrius.io/s1' }],
    [
      'a short URL without https://',
      { ...CODE, shortUrl: 'qrius.io/s1' },
      { shortUrl: 'https://qrius.io/s1' },
    ],
    [
      'names in snake case',
      {
        ...CODE,
        shortUrl: undefined,
        short_url: 'https://qrius.io/s1',
        destination_url: 'https://a.example/',
      },
      { shortUrl: 'https://qrius.io/s1', destination: 'https://a.example/' },
    ],
    [
      'a moment without a zone',
      { ...CODE, createdAt: '2027-01-04 09:00:00' },
      { createdAt: Date.UTC(2027, 0, 4, 9) },
    ],
    ['a moment in seconds', { ...CODE, createdAt: 1_798_966_800 }, { createdAt: 1_798_966_800_000 }],
    ['a day alone, which is no moment', { ...CODE, createdAt: '2027-01-04' }, { createdAt: null }],
    ['tags as objects', { ...CODE, tags: [{ id: 1, name: 'a' }] }, { tags: ['a'] }],
    ['tags as numbers, which are none that are known', { ...CODE, tags: [1] }, { tags: null }],
    ['no picture', { ...CODE, qrCodeUrl: undefined }, { imageUrl: '' }],
    ['a name that is no text', { ...CODE, name: 5 }, { name: null }],
    ['tags', { ...CODE, tags: [' a', '', 'b, c'] }, { tags: ['a', 'b, c'] }],
    ['no tags', { ...CODE, tags: [] }, { tags: [] }],
    ['tags that are no texts: they are not known', { ...CODE, tags: ['a', { label: 'b' }] }, { tags: null }],
    ['tags that are no list', { ...CODE, tags: 'a' }, { tags: null }],
    ['been paused', { ...CODE, status: 'paused' }, { paused: true }],
    ['been activated', { ...CODE, status: 'active' }, { paused: false }],
    ['a status of another kind', { ...CODE, status: ['paused'] }, { paused: null }],
    ['a description', { ...CODE, description: 'For all' }, { description: 'For all' }],
    ['a description that is no text', { ...CODE, description: ['a'] }, { description: null }],
    ['no date', { ...CODE, createdAt: 'yesterday' }, { createdAt: null }],
  ])('may have %s', (_, value, read) => expect(readCode(value)).toMatchObject(read));

  test.each<[string, unknown]>([
    ['an ID', { ...CODE, id: ' ' }],
    ['an ID that is text', { ...CODE, id: { a: 1 } }],
    ['a short URL or a slug', { ...CODE, shortUrl: '', slug: '' }],
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
      const outcome = judge({ status: 200, headers: {}, body: JSON.stringify(body) });
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

  test('belongs to an account whose plan may be unknown', () => {
    expect(readAccount({ id: 7, email: 'a@b.example', plan: 'PRO' })).toEqual({ id: '7', plan: 'PRO' });
    for (const data of [null, [], 'x', {}, { id: {}, plan: null }])
      expect(readAccount(data)).toEqual({ id: null, plan: null });
  });
});

describe('the counts of a bulk change', () => {
  test('add up to the codes that were asked for', () => {
    expect(readBulk({ updated: 98, failed: 2, more: 'x' }, 100)).toEqual({ updated: 98, failed: 2 });
    expect(readBulk({ updated: 0, failed: 1 }, 1)).toEqual({ updated: 0, failed: 1 });
    expect(readBulk({ updated: '3', failed: '0' }, 3)).toEqual({ updated: 3, failed: 0 });
  });

  test.each<[unknown]>([
    [null],
    [[]],
    [{}],
    [{ updated: 3 }],
    [{ updated: 2, failed: 0 }],
    [{ updated: 3, failed: 1 }],
    [{ updated: 4, failed: -1 }],
    [{ updated: 1.5, failed: 1.5 }],
    [{ updated: ['a', 'b', 'c'], failed: [] }],
  ])('cannot be %j for three codes', (data) => expect(readBulk(data, 3)).toBeNull());
});

describe('scans', () => {
  const NONE = { total: null, unique: null, last: null };
  const NINE = Date.UTC(2027, 0, 4, 9);

  test.each<[string, unknown, object]>([
    [
      'in the words of the reference',
      { totalScans: 12, uniqueScans: 7, lastScannedAt: '2027-01-04T09:00:00.000Z' },
      { total: 12, unique: 7, last: NINE },
    ],
    [
      'in other words',
      { total_scans: '12', unique: 7, last_scanned_at: NINE / 1000 },
      { total: 12, unique: 7, last: NINE },
    ],
    ['one level down', { summary: { scans: 12, lastScan: NINE } }, { total: 12, last: NINE }],
    ['under a name that also holds a list', { scans: [1, 2], summary: { total: 2 } }, { total: 2 }],
    ['at the top rather than one level down', { monday: { totalScans: 1 }, total: 9 }, { total: 9 }],
    ['by the first name that holds a number', { totalScans: 'many', scanCount: 3 }, { total: 3 }],
    ['that nobody made', { totalScans: 0, uniqueScans: 0, lastScannedAt: null }, { total: 0, unique: 0 }],
    ['that cannot be right', { total: -1, unique: 1.5, lastScan: 'yesterday' }, {}],
    ['two levels down: too deep', { a: { b: { total: 1 } } }, {}],
    ['of an empty answer', {}, {}],
  ])('are read %s', (_, data, read) => expect(readScans(data)).toEqual({ ...NONE, ...read }));

  test('are none where the answer is no object', () => {
    for (const data of [null, undefined, [], 'x', 7]) expect(readScans(data)).toBeNull();
  });

  test('of any answer are whole numbers and a proper moment, or nothing', () => {
    const names = fc.constantFrom('totalScans', 'total', 'unique', 'lastScannedAt', 'scans', '__proto__');
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom(1e300, '9999-12-31', '2027-99-99', -0.5));
    fc.assert(
      fc.property(fc.dictionary(names, fc.oneof(value, fc.dictionary(names, value))), (data) => {
        const read = readScans(JSON.parse(JSON.stringify(data)));
        for (const number of [read?.total, read?.unique, read?.last])
          if (number !== null) expect(Number.isSafeInteger(number) && Number(number) >= 0).toBe(true);
      }),
    );
  });
});

describe('a request', () => {
  const code = {
    name: 'A',
    destination: 'https://a.example/',
    slug: 's1',
    tags: ['x', 'y'],
    texts: { description: '' },
  };

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
    expect(createCode({ ...code, texts: { description: 'For all' } }).body).toMatchObject({
      description: 'For all',
    });
  });

  test('to change many names the codes once and the change once', () => {
    const ids = ['qr_1', 'qr_2'];
    const post = (path: string, more: object = {}) => ({
      method: 'POST',
      path: `/qr/bulk/${path}`,
      body: { qrCodeIds: ids, ...more },
    });
    const url = 'https://conf.example.com/sessions/s14?room=overflow-b';
    expect(updateDestination(ids, url)).toEqual(post('update-destination', { destinationUrl: url }));
    for (const action of ['add', 'remove', 'set'] as const)
      expect(changeTags(ids, action, ['a'])).toEqual(post('tags', { action, tags: ['a'] }));
    for (const action of ['pause', 'activate', 'delete'] as const)
      expect(bulkAction(ids, action)).toEqual(post(action));
  });

  test('for one code holds its ID in the path, whatever is in the cell', () => {
    for (const fields of [{ name: 'B' }, { description: '' }])
      expect(editCode('qr_1', fields)).toEqual({ method: 'PATCH', path: '/qr/qr_1', body: fields });
    expect(exportStats('qr_1')).toEqual({ method: 'GET', path: '/qr/qr_1/stats/export' });
    expect(exportStats('a/b?c#ü \ud83d').path).toBe('/qr/a%2Fb%3Fc%23%C3%BC%20%EF%BF%BD/stats/export');
  });

  test('to read has no body', () => {
    expect(listCodes(3)).toEqual({ method: 'GET', path: '/qr?page=3&limit=100' });
    expect(listCodes(1, 1)).toEqual({ method: 'GET', path: '/qr?page=1&limit=1' });
    expect(whoAmI).toEqual({ method: 'GET', path: '/users/me' });
  });
});

test('an ID that is longer than any is none, and the account’s words are cut: properties of 9 KB keep them', () => {
  const entry = { id: 'q'.repeat(100), slug: 'a', shortUrl: `https://qrius.io/${'s'.repeat(483)}` };
  expect(readCode(entry)?.id).toHaveLength(100);
  expect(readCode({ ...entry, id: 'q'.repeat(101) })).toBeNull();
  expect(readAccount({ id: 'x'.repeat(9_000), plan: 'y'.repeat(9_000) })).toEqual({
    id: 'x'.repeat(100),
    plan: 'y'.repeat(100),
  });
});
