// The code behind a seal is SipHash-2-4 with 128 bits, as its authors publish it; a seal is bound to all that it stands for.
import fc from 'fast-check';
import { sealer, sealerFor } from '../../../src/shared/seal';
import { type Key, sipHash } from '../../../src/shared/siphash';

const ascii = (maxLength: number) =>
  fc.array(fc.integer({ min: 0, max: 127 }), { maxLength }).map((codes) => String.fromCharCode(...codes));
/** Words as bytes in hexadecimal digits, the lowest byte first. */
const hexOf = (words: readonly number[]) => Buffer.from(Int32Array.from(words).buffer).toString('hex');
const counted = (length: number) => Array.from({ length }, (_, at) => at);

// vectors.h of https://github.com/veorq/SipHash (CC0): bytes that count up from 0, with a key that does the same.
test.each([
  [0, 'a3817f04ba25a8e66df67214c7550293'],
  [1, 'da87c1d86b99af44347659119b22fc45'],
  [7, 'a1f1ebbed8dbc153c0b84aa61ff08239'],
  [8, '3b62a9ba6258f5610f83e264f31497b4'],
  [15, '5493e99933b0a8117e08ec0f97cfc3d9'],
  [63, '5150d1772f50834a503e069a973fbd7c'],
] as const)('the code of %d bytes is that of its authors', (length, code) => {
  const key: Key = [0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c];
  expect(hexOf(sipHash(key)(String.fromCharCode(...counted(length))))).toBe(code);
});

/** The same in 64-bit numbers, step by step as its paper has it. */
function plainly(key: Key, text: string): string {
  const of = (bytes: readonly number[]) => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const cut = (value: bigint) => BigInt.asUintN(64, value);
  const turned = (value: bigint, by: bigint) => cut((value << by) | (value >> (64n - by)));
  const [low, high] = [0, 2].map((at) =>
    cut(BigInt((key[at] ?? 0) >>> 0) | (BigInt((key[at + 1] ?? 0) >>> 0) << 32n)),
  );
  let a = 0x736f6d6570736575n ^ (low ?? 0n);
  let b = 0x646f72616e646f6dn ^ (high ?? 0n) ^ 0xeen;
  let c = 0x6c7967656e657261n ^ (low ?? 0n);
  let d = 0x7465646279746573n ^ (high ?? 0n);
  const rounds = (count: number) => {
    for (let round = 0; round < count; round += 1) {
      a = cut(a + b);
      b = turned(b, 13n) ^ a;
      a = turned(a, 32n);
      c = cut(c + d);
      d = turned(d, 16n) ^ c;
      a = cut(a + d);
      d = turned(d, 21n) ^ a;
      c = cut(c + b);
      b = turned(b, 17n) ^ c;
      c = turned(c, 32n);
    }
  };
  const bytes = Array.from(text, (letter) => letter.charCodeAt(0));
  const rest = bytes.length % 8;
  const padded = [...bytes, ...Array<number>(7 - rest).fill(0), bytes.length % 256];
  for (let at = 0; at < padded.length; at += 8) {
    const block = of(padded.slice(at, at + 8));
    d ^= block;
    rounds(2);
    a ^= block;
  }
  c ^= 0xeen;
  rounds(4);
  const first = a ^ b ^ c ^ d;
  b ^= 0xddn;
  rounds(4);
  const code = first | ((a ^ b ^ c ^ d) << 64n);
  return Buffer.from(code.toString(16).padStart(32, '0'), 'hex').reverse().toString('hex');
}

test('the code is the same in words as in 64-bit numbers, for texts and keys of every kind', () => {
  const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
  fc.assert(
    fc.property(fc.tuple(word, word, word, word), ascii(300), (key, text) => {
      expect(hexOf(sipHash(key)(text))).toBe(plainly(key, text));
    }),
    { numRuns: 300 },
  );
});

const SECRET = '00112233445566778899aabbccddeeff'.repeat(2);
const OTHER = `1${SECRET.slice(1)}`;

test('two readings of the same parts have one seal; any other part, order, place or secret has another', () => {
  const texts = fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 5 });
  fc.assert(
    fc.property(texts, texts, (one, other) => {
      const seal = sealer(SECRET, 'here');
      expect(sealer(SECRET, 'here')(one)).toBe(seal(one));
      expect(seal(one) === seal(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      expect(sealer(SECRET, 'there')(one)).not.toBe(seal(one));
      expect(sealer(OTHER, 'here')(one)).not.toBe(seal(one));
    }),
  );
  expect(sealer(SECRET, 'here')(['a', 'b'])).toMatch(/^[0-9a-z]{28}$/);
});

test('a text of 100,000 characters of any kind is sealed at once', () => {
  const began = Date.now();
  sealer(SECRET, 'here')(['\ud800'.repeat(100_000), '"'.repeat(100_000)]);
  expect(Date.now() - began).toBeLessThan(1_000);
});

test('a seal with a key of what texts have in common covers that too, and where it was made', () => {
  const parts = ['1', 'Talk'];
  const common = ['line', 'job', 'Ada'];
  const made = sealerFor(sealer(SECRET, 'here'), common)(parts);
  expect(sealerFor(sealer(SECRET, 'here'), common)(parts)).toBe(made);
  expect(made).toMatch(/^[0-9a-z]{28}$/);
  for (const [secret, scope, other] of [
    [OTHER, 'here', common],
    [SECRET, 'there', common],
    [SECRET, 'here', ['line', 'job', 'Eve']],
    [SECRET, 'here', ['line', 'jobA', 'da']],
    [SECRET, 'here', ['line', 'job']],
  ] as const)
    expect(sealerFor(sealer(secret, scope), other)(parts)).not.toBe(made);
  expect(sealer(SECRET, 'here')(parts)).not.toBe(made);
  expect(sealerFor(sealer(SECRET, 'here'), common)(['1T', 'alk'])).not.toBe(made);
});
