// The code behind a seal is HMAC-SHA-256, as node:crypto and Google's Utilities make it; a seal is bound to all that it stands for.
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { hmacSha256 } from '../../../src/shared/hmac';
import { sealer, sealerFor } from '../../../src/shared/seal';

const ascii = (maxLength: number) =>
  fc.array(fc.integer({ min: 0, max: 127 }), { maxLength }).map((codes) => String.fromCharCode(...codes));
const hexOf = (words: Int32Array) =>
  Array.from(words, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');

test('the code is that of node:crypto, for texts and keys of every length', () => {
  fc.assert(
    fc.property(ascii(64), ascii(300), (key, text) => {
      expect(hexOf(hmacSha256(key)(text))).toBe(createHmac('sha256', key).update(text).digest('hex'));
    }),
    { numRuns: 300 },
  );
});

test('two readings of the same parts have one seal; any other part, order, place or secret has another', () => {
  const texts = fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 5 });
  fc.assert(
    fc.property(texts, texts, (one, other) => {
      const seal = sealer('secret', 'here');
      expect(sealer('secret', 'here')(one)).toBe(seal(one));
      expect(seal(one) === seal(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      expect(sealer('secret', 'there')(one)).not.toBe(seal(one));
      expect(sealer('secrets', 'here')(one)).not.toBe(seal(one));
    }),
  );
  expect(sealer('secret', 'here')(['a', 'b'])).toMatch(/^[0-9a-z]{28}$/);
});

test('a text of 100,000 characters of any kind is sealed at once', () => {
  const began = Date.now();
  sealer('secret', 'here')(['\ud800'.repeat(100_000), '"'.repeat(100_000)]);
  expect(Date.now() - began).toBeLessThan(1_000);
});

test('a seal with a key of what texts have in common stands for that too, and for where it was made', () => {
  const parts = ['1', 'Talk'];
  const common = ['line', 'job', 'Ada'];
  const made = sealerFor(sealer('secret', 'here'), common)(parts);
  expect(sealerFor(sealer('secret', 'here'), common)(parts)).toBe(made);
  expect(made).toMatch(/^[0-9a-z]{28}$/);
  for (const [secret, scope, other] of [
    ['secrets', 'here', common],
    ['secret', 'there', common],
    ['secret', 'here', ['line', 'job', 'Eve']],
    ['secret', 'here', ['line', 'jobA', 'da']],
    ['secret', 'here', ['line', 'job']],
  ] as const)
    expect(sealerFor(sealer(secret, scope), other)(parts)).not.toBe(made);
  expect(sealer('secret', 'here')(parts)).not.toBe(made);
  expect(sealerFor(sealer('secret', 'here'), common)(['1T', 'alk'])).not.toBe(made);
});
