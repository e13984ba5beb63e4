// What the simulated service keeps of a code, and how it lists codes, in all ways that its switches have.
import type { ConfigOptions } from '../../sim/qrius/config';
import { createState, type State } from '../../sim/qrius/state';
import { PAIRS, together, WAYS, type Way } from '../../sim/qrius/ways';
import { json, START, send, session } from './client';

const start = (options: ConfigOptions) => createState({ plan: 'PRO', ...options });

/** Creates a code, gives the entry of the list. */
function listed(options: ConfigOptions, body: object) {
  const state = start(options);
  const answer = send(state, 'POST', '/qr', { body: { ...session(1), ...body } });
  expect(answer.status).toBe(201);
  return json(send(state, 'GET', '/qr')).data[0] as unknown as Record<string, unknown>;
}

describe('stores', () => {
  test.each([
    ['escapeAmpersands', 'Q&A', 'Q&amp;A'],
    ['foldSpaces', 'a   b\t c\nd', 'a b c\nd'],
    ['nfc', 'Cafe\u0301', 'Caf\u00e9'],
    ['dropEmoji', '🎤 Rock 👩🏽‍🚀 ✨roll', ' Rock  roll'],
    ['replaceLineBreaks', 'a\r\nb\nc', 'a b c'],
    ['trim', '  a ', 'a'],
  ] as const)('names: %s', (rewrite, name, stored) => {
    expect(listed({}, { name }).name).toBe(name);
    expect(listed({ stores: { names: [rewrite] } }, { name }).name).toBe(stored);
  });

  test('names: several rewrites in their order, then the length in characters', () => {
    const stores = { names: ['trim', 'escapeAmpersands'], nameLength: 8 } as const;
    const options = { stores: { ...stores, names: [...stores.names] } };
    expect(listed(options, { name: ' Q&A 🎤 now' }).name).toBe('Q&amp;A ');
    expect(listed({ stores: { nameLength: 2 } }, { name: '🎤🎤🎤' }).name).toBe('🎤🎤');
  });

  test.each([
    [
      'href',
      'HTTPS://Bücher.example:443/a/../straße?q=ü',
      'https://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%BC',
    ],
    ['addSlash', 'https://example.com/a?b=/#c', 'https://example.com/a/?b=/#c'],
    ['addSlash', 'https://example.com', 'https://example.com/'],
    ['addSlash', 'https://example.com/a/', 'https://example.com/a/'],
    ['dropSlash', 'https://example.com/a/?b=c/', 'https://example.com/a?b=c/'],
    ['dropSlash', 'https://example.com/', 'https://example.com'],
    ['https', 'http://example.com/?to=http://b', 'https://example.com/?to=http://b'],
    ['addTracking', 'https://example.com/a#b', 'https://example.com/a?utm_source=qrius&utm_medium=qr#b'],
    ['addTracking', 'https://example.com/?a=1', 'https://example.com/?a=1&utm_source=qrius&utm_medium=qr'],
  ] as const)('URLs: %s of %s', (rewrite, destinationUrl, stored) => {
    expect(listed({ stores: { urls: [rewrite] } }, { destinationUrl }).destinationUrl).toBe(stored);
  });

  test('slugs: what is taken is what was stored', () => {
    const state = start({ stores: { slugs: ['lowerCase', 'dashes'] } });
    const create = (slug: string) => send(state, 'POST', '/qr', { body: { ...session(1), slug } });
    const made = create('Summer_Sale');
    expect(JSON.parse(made.body)).toMatchObject({
      slug: 'summer-sale',
      shortUrl: 'https://qrius.io/summer-sale',
    });
    expect(json(create('SUMMER-sale'))).toMatchObject({
      statusCode: 409,
      error: 'Conflict',
      message: 'Slug "summer-sale" is already taken',
    });
  });

  test('slugs: those that the service wants none of are refused, its own are not', () => {
    const state = start({ stores: { refusedSlugs: '^q-' } });
    const create = (slug?: string) => {
      const { slug: _own, ...body } = session(1);
      return send(state, 'POST', '/qr', { body: { ...body, ...(slug && { slug }) } });
    };
    const refused = create('q-7f3a');
    expect([refused.status, json(refused).message]).toEqual([400, 'Slug "q-7f3a" is not allowed']);
    expect([create('talk').status, create().status]).toEqual([201, 201]);
  });

  test('tags: lower case, sorted, each once, and so after each bulk change; as objects in answers', () => {
    const state = start({ stores: { tags: ['lowerCase', 'sort', 'unique'] } });
    const body = { ...session(1), tags: ['Track', 'a', 'TRACK'] };
    const { id } = JSON.parse(send(state, 'POST', '/qr', { body }).body);
    const tags = (action: string, given: string[]) => {
      send(state, 'POST', '/qr/bulk/tags', { body: { qrCodeIds: [id], action, tags: given } });
      return state.codes[id]?.tags;
    };
    expect(state.codes[id]?.tags).toEqual(['a', 'track']);
    expect(tags('add', ['B'])).toEqual(['a', 'b', 'track']);
    expect(tags('remove', ['TRACK'])).toEqual(['a', 'b']);
    expect(listed({ stores: { tagsAs: 'objects' } }, { tags: ['x'] }).tags).toEqual([
      { id: 'tag_x', name: 'x' },
    ]);
  });

  test('changes of one code and of many are rewritten as creates are', () => {
    const state = start({ stores: { names: ['trim'], urls: ['https'] } });
    const { id } = JSON.parse(send(state, 'POST', '/qr', { body: session(1) }).body);
    send(state, 'PATCH', `/qr/${id}`, { body: { name: ' New ', description: ' as sent ' } });
    expect(state.codes[id]).toMatchObject({ name: 'New', description: ' as sent ' });
    const body = { qrCodeIds: [id], destinationUrl: 'http://example.com/' };
    send(state, 'POST', '/qr/bulk/update-destination', { body });
    expect(state.codes[id]?.destinationUrl).toBe('https://example.com/');
  });

  test('a description is stored, listed, returned and changed', () => {
    const state = start({});
    const made = JSON.parse(
      send(state, 'POST', '/qr', { body: { ...session(1), description: 'Hall A' } }).body,
    );
    expect(made.description).toBe('Hall A');
    const changed = send(state, 'PATCH', `/qr/${made.id}`, { body: { description: 'Hall B' } });
    expect(JSON.parse(changed.body).description).toBe('Hall B');
    expect(json(send(state, 'GET', '/qr')).data[0]).toMatchObject({ description: 'Hall B' });
  });
});

describe('lists', () => {
  /** Seven codes, a second apart, the last one at 6 s. */
  const seven = (options: ConfigOptions) => {
    const state = start(options);
    for (let number = 1; number <= 7; number += 1) {
      send(state, 'POST', '/qr', { body: session(number), now: START + (number - 1) * 1000 });
    }
    return state;
  };
  const page = (state: State, query: string, now = START + 60_000) =>
    JSON.parse(send(state, 'GET', `/qr?${query}`, { now }).body);
  const names = (entries: Array<{ name: string }>) => entries.map(({ name }) => name.replace(/\D+/, ''));

  test('pages from 0', () => {
    const state = seven({ lists: { firstPage: 0 } });
    expect(names(page(state, 'limit=3').data)).toEqual(['7', '6', '5']);
    expect(names(page(state, 'page=0&limit=3').data)).toEqual(['7', '6', '5']);
    expect(names(page(state, 'page=1&limit=3').data)).toEqual(['4', '3', '2']);
  });

  test('oldest codes first', () => {
    const state = seven({ lists: { order: 'oldestFirst' } });
    expect(names(page(state, 'page=2&limit=3').data)).toEqual(['4', '5', '6']);
  });

  test('another size of pages than asked for, and the page ignored', () => {
    const small = page(seven({ lists: { pageSize: 2 } }), 'page=2&limit=100');
    expect([names(small.data), small.meta.pagination]).toEqual([['5', '4'], { page: 2, limit: 2, total: 7 }]);
    const first = page(seven({ lists: { ignorePage: true } }), 'page=9&limit=2');
    expect([names(first.data), first.meta.pagination.page]).toEqual([['7', '6'], 9]);
  });

  test('a total that disagrees', () => {
    const total = (totalOff: number) => page(seven({ lists: { totalOff } }), '').meta.pagination.total;
    expect([total(3), total(-3), total(-99)]).toEqual([10, 4, 0]);
  });

  test('a list that lags shows creates, changes and deletes late; one code is always current', () => {
    const state = seven({ lists: { lagMs: 5000 } });
    const shown = (ms: number) => names(page(state, 'limit=100', START + ms).data);
    expect(shown(6000)).toEqual(['2', '1']);
    expect(shown(11_000)).toEqual(['7', '6', '5', '4', '3', '2', '1']);
    const [first = '', second = ''] = state.accounts[0]?.codeIds ?? [];
    send(state, 'PATCH', `/qr/${first}`, { body: { name: 'Session 10' }, now: START + 20_000 });
    send(state, 'POST', '/qr/bulk/delete', { body: { qrCodeIds: [second] }, now: START + 20_000 });
    expect(shown(24_999).slice(-2)).toEqual(['2', '1']);
    expect(shown(25_000).slice(-2)).toEqual(['3', '10']);
    expect(page(state, '', START + 24_999).meta.pagination.total).toBe(7);
    expect(JSON.parse(send(state, 'GET', `/qr/${first}`, { now: START + 20_000 }).body).name).toBe(
      'Session 10',
    );
    expect(send(state, 'GET', `/qr/${second}`, { now: START + 20_000 }).status).toBe(404);
  });

  test.each(['guide', 'reference'] as const)('shapes of the list in the dialect of the %s', (dialect) => {
    const body = (shape: 'itemsTotal' | 'dataItems' | 'array') =>
      JSON.parse(send(start({ dialect, lists: { shape } }), 'GET', '/qr').body);
    expect(body('itemsTotal')).toEqual({ items: [], total: 0 });
    expect(body('dataItems')).toEqual({ data: { items: [], total: 0 } });
    expect(body('array')).toEqual([]);
  });

  test.each([
    [{}, '2025-09-01T09:00:00.000Z'],
    [{ createdAt: 'noZone' }, '2025-09-01T09:00:00'],
    [{ createdAt: 'date' }, '2025-09-01'],
    [{ createdAt: 'seconds' }, START / 1000],
    [{ clockAheadMs: -3_600_000 }, '2025-09-01T08:00:00.000Z'],
    [{ createdAt: 'noZone', clockAheadMs: 7_200_000 }, '2025-09-01T11:00:00'],
  ] as const)('createdAt with %j', (lists, shown) => {
    expect(listed({ lists }, {}).createdAt).toBe(shown);
    const state = start({ dialect: 'reference', lists });
    const { data } = JSON.parse(send(state, 'POST', '/qr', { body: session(1) }).body);
    expect(data.createdAt).toBe(shown);
  });

  test('fields that are missing, and fields of another name', () => {
    const lists = { missing: ['name', 'tags'], renamed: { destinationUrl: 'url', shortUrl: 'short_url' } };
    const entry = listed({ lists }, {});
    expect(Object.keys(entry).sort()).toEqual(
      [
        ...['createdAt', 'description', 'id', 'qrCodeUrl'],
        ...['short_url', 'slug', 'status', 'totalScans', 'url'],
      ].sort(),
    );
    expect(entry).toMatchObject({
      url: session(1).destinationUrl,
      short_url: 'https://qrius.io/conf-2025-s01',
    });
  });
});

describe('the ways', () => {
  const titled = (title: string): Way => {
    const way = WAYS.find((candidate) => candidate.title === title);
    if (!way) throw new Error(`There is no way "${title}".`);
    return way;
  };

  test('are each plain JSON, of another title, and really differ from the documented service', () => {
    expect(new Set(WAYS.map(({ title }) => title)).size).toBe(WAYS.length);
    const documented = JSON.stringify(start({}).config);
    for (const { config } of WAYS) {
      expect(JSON.parse(JSON.stringify(config))).toEqual(config);
      expect(JSON.stringify(start(config).config)).not.toBe(documented);
    }
  });

  test('make pairs, but for two that one service cannot have', () => {
    const both = together(titled('names: trimmed'), titled('names: & is escaped'));
    expect(both?.config.stores).toEqual({ names: ['trim', 'escapeAmpersands'] });
    const renamed = together(titled('destinationUrl is called url'), titled('shortUrl is called short_url'));
    expect(renamed?.config.lists).toEqual({ renamed: { destinationUrl: 'url', shortUrl: 'short_url' } });
    expect(together(titled('a bare array'), titled('{items, total}'))).toBeNull();
    expect(PAIRS.length).toBeGreaterThan(650);
  });

  test.each(WAYS.map((way) => [way.title, way] as const))('%s: a code is made or refused', (_title, way) => {
    const state = start(way.config);
    const { status } = send(state, 'POST', '/qr', { body: session(1) });
    expect(status).toBe(way.config.stores?.refusedSlugs === undefined ? 201 : 400);
    expect(send(state, 'GET', '/qr').status).toBe(200);
  });
});
