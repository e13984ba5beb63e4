// Answers of a service before anything reads them: the key is in none of them in any form, and none is without bounds.
import fc from 'fast-check';
import { cleaner } from '../../../src/shared/mask';

/** Characters of a key: what RFC 6750 allows in an Authorization header. */
const ALLOWED = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).filter((one) =>
  /[\w.~+/-]/.test(one),
);
const KEY = 'qrius_live/a1B2c3D4e5F6~+x';
const clean = cleaner(KEY);
const code = (letter: string) => letter.charCodeAt(0);
const hex = (letter: string) => code(letter).toString(16).padStart(2, '0');
const each = (form: (letter: string) => string) => Array.from(KEY, form).join('');

/** Ways in which a text may be written down inside a JSON string. */
const FORMS: Record<string, string> = {
  plain: KEY,
  'JSON with escaped slashes': KEY.replace(/\//g, '\\/'),
  'JSON in JSON with escaped slashes': KEY.replace(/\//g, '\\\\\\/'),
  'escaped for a shell': each((letter) => letter.replace(/\W/, '\\\\$&')),
  'escaped for Markdown': each((letter) => letter.replace(/[^a-z0-9]/i, '\\\\$&')),
  'JSON escapes': each((letter) => `\\u00${hex(letter)}`),
  'JSON in JSON': JSON.stringify(each((letter) => `\\u00${hex(letter)}`)).slice(1, -1),
  percent: each((letter) => `%${hex(letter)}`),
  'percent twice': each((letter) => `%25${hex(letter).toUpperCase()}`),
  'HTML, decimal': each((letter) => `&#${code(letter)};`),
  'HTML, hexadecimal': each((letter) => `&#x${hex(letter)};`),
  'HTML, names': each((letter) => ({ _: '&lowbar;', '/': '&sol;', '+': '&plus;' })[letter] ?? letter),
  'quoted-printable': each((letter) => `=${hex(letter).toUpperCase()}`),
  'escapes of a log': each((letter) => `\\\\x${hex(letter)}`),
  hexadecimal: each(hex),
  'upper case': KEY.toUpperCase(),
  base64: Buffer.from(KEY).toString('base64'),
  'base64 of a header': Buffer.from(`Authorization: Bearer ${KEY}\n`).toString('base64'),
  'base64 for URLs': Buffer.from(`x${KEY}`).toString('base64url'),
};

test.each(Object.entries(FORMS))('the key as %s is in no answer', (_, form) => {
  const body = clean(`{"message":"Bad key ${form}, sorry","id":"1"}`);
  expect(JSON.parse(body)).toMatchObject({ id: '1', message: expect.stringContaining('(your key)') });
  expect(body).not.toContain(form.slice(-20, -6));
  expect(clean(`<p>${form}</p>`)).not.toContain(form.slice(-20, -6));
});

test.each([
  ['zero-width spaces', '\u200b'],
  ['joiners', '\u200d\u2060'],
  ['soft hyphens', '\u00ad'],
  ['byte order marks', '\ufeff'],
  ['marks of direction', '\u202e\u2066'],
  ['variation selectors', '\ufe0f'],
  ['invisible tags', '\u{e0041}'],
])('the key with %s between its letters is in no answer', (_, between) => {
  const key = 'qrius_live_a1B2c3D4e5F6';
  const written = Array.from(key).join(between);
  for (const body of [JSON.stringify({ name: `a ${written}` }), `<p>${written}</p>`])
    expect(cleaner(key)(body)).toMatch(/^(\{"name":"a |<p>)\(your key\)/);
});

test('the invisible characters of names stay where no key is among them', () => {
  const name = 'Family 👨\u200d👩\u200d👧 ❤\ufe0f, soft\u00adhyphen';
  expect(JSON.parse(clean(JSON.stringify({ name })))).toEqual({ name });
});

test('what does not hold the key says what it said', () => {
  fc.assert(
    fc.property(fc.json(), (body) => {
      expect(JSON.parse(clean(body))).toEqual(JSON.parse(body));
    }),
  );
});

test('each character of the key in a form of its own', () => {
  const forms = [
    (letter: string) => `%${hex(letter)}`,
    (letter: string) => `\\u00${hex(letter)}`,
    (letter: string) => `&#${code(letter)};`,
    (letter: string) => letter,
  ];
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 3 }), { minLength: KEY.length, maxLength: KEY.length }), (ways) => {
      const written = Array.from(KEY, (letter, at) => forms[ways[at] ?? 0]?.(letter)).join('');
      expect(JSON.parse(clean(`{"a":"${written}"}`))).toEqual({ a: '(your key)' });
    }),
  );
});

test('any key with any of its marks escaped is in no answer, whether it is JSON', () => {
  const key = fc.string({ unit: fc.constantFrom(...ALLOWED), minLength: 16, maxLength: 40 });
  fc.assert(
    fc.property(key, fc.nat({ max: 2 }), (one, levels) => {
      const written = Array.from(one, (letter) => letter.replace(/\W|_/, '\\'.repeat(levels) + letter)).join(
        '',
      );
      for (const body of [
        `Bad key ${written}`,
        JSON.stringify({ a: written }),
        JSON.stringify({ a: JSON.stringify(written) }),
      ])
        expect(cleaner(one)(body)).toMatch(/^(Bad key |\{"a":"(\\")?)\(your key\)/);
    }),
  );
});

test('any key, in Base64 of any text around it and in any case, is in no answer', () => {
  const visible = (least: number) =>
    fc.string({ unit: fc.constantFrom(...ALLOWED), minLength: least, maxLength: 40 });
  fc.assert(
    fc.property(visible(16), visible(0), visible(0), (key, before, after) => {
      const around = Buffer.from(`${before}${key}${after}`);
      // Characters of Base64 that depend on nothing but the key.
      const bits = before.length * 8;
      const [first, last] = [Math.ceil(bits / 6), Math.floor((bits + key.length * 8) / 6)];
      for (const form of ['base64', 'base64url'] as const) {
        const written = around.toString(form);
        for (const text of [written, encodeURIComponent(written)])
          expect(cleaner(key)(JSON.stringify({ a: text }))).not.toContain(written.slice(first, last));
      }
      for (const text of [key, key.toUpperCase(), key.toLowerCase(), encodeURIComponent(key)]) {
        const body = cleaner(key)(JSON.stringify({ a: `${before}${text}${after}` }));
        expect(JSON.parse(body).a).toContain('(your key)');
      }
    }),
  );
});

test.each([
  '/',
  '\\',
  '%',
  '%25',
  '\\u0071',
  '&#',
  '&#x0',
  '"',
  '[',
  '{"a":',
  'q',
  'qrius_',
  ' ',
  'A=',
  '\ud800',
])('100,000 times %j takes no time, and stays within bounds', (hostile) => {
  const began = Date.now();
  for (const body of [hostile.repeat(100_000), JSON.stringify({ a: hostile.repeat(100_000) })])
    expect(clean(body).length).toBeLessThanOrEqual(250_000);
  expect(Date.now() - began).toBeLessThan(2_000);
});

test.each([1, 10, 20])('where a text is cut, %i characters into the key, nothing of it is left', (kept) => {
  const key = 'qrius_live_a1B2c3D4e5F6';
  const text = (most: number) => `${'x'.repeat(most - kept)}${key}`;
  expect(JSON.parse(cleaner(key)(JSON.stringify({ a: text(40_000) }))).a).not.toContain('q');
  expect(cleaner(key)(text(10_000))).not.toContain('q');
});

test('a text longer than any field is cut; an answer larger than any is none', () => {
  expect(JSON.parse(clean(JSON.stringify({ id: '1', name: 'x'.repeat(60_000) }))).name).toHaveLength(40_000);
  expect(clean(`"${'x'.repeat(5_000_001)}"`)).toBe('');
});
