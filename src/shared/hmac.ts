// HMAC-SHA-256 (RFC 2104, FIPS 180-4). Utilities.computeHmacSha256Signature gives the same, but is a call of a service for each
// line: a job of 10,000 codes would make 10,000 of them.

const BLOCK = 64;

/** The first 32 bits of the fractional parts of roots of the first primes: square roots of 8, cube roots of 64. */
function constants(): { start: readonly number[]; rounds: readonly number[] } {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < 64; candidate += 1)
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  const fraction = (root: number) => ((root % 1) * 2 ** 32) | 0;
  return {
    start: primes.slice(0, 8).map((prime) => fraction(prime ** (1 / 2))),
    rounds: primes.map((prime) => fraction(prime ** (1 / 3))),
  };
}

const { start: START, rounds: ROUNDS } = constants();
const schedule = new Int32Array(BLOCK);

const turn = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

/** The state after one more block, which is the 64 characters of a text from an offset on. */
function compress(state: readonly number[], text: string, offset: number): number[] {
  const w = schedule;
  for (let index = 0; index < 16; index += 1) {
    const at = offset + index * 4;
    w[index] =
      (text.charCodeAt(at) << 24) |
      (text.charCodeAt(at + 1) << 16) |
      (text.charCodeAt(at + 2) << 8) |
      text.charCodeAt(at + 3);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let index = 0; index < BLOCK; index += 1) {
    if (index >= 16) {
      const x = w[index - 15] ?? 0;
      const y = w[index - 2] ?? 0;
      const small = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
      const large = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
      w[index] = (w[index - 16] ?? 0) + small + (w[index - 7] ?? 0) + large;
    }
    const first =
      h +
      (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) +
      ((e & f) ^ (~e & g)) +
      (ROUNDS[index] ?? 0) +
      (w[index] ?? 0);
    const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    // One by one: destructuring takes several times as long before the code is compiled, which happens in each execution.
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  return [a, b, c, d, e, f, g, h].map((word, index) => (word + (state[index] ?? 0)) | 0);
}

const bytes = (word: number): string =>
  String.fromCharCode(word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255);

/** @param before the state after the first block, which goes ahead of the text. */
function digestAfter(before: readonly number[], text: string): number[] {
  const fill = '\0'.repeat((BLOCK * 2 - 9 - (text.length % BLOCK)) % BLOCK);
  const padded = `${text}\x80${fill}\0\0\0\0${bytes((BLOCK + text.length) * 8)}`;
  let state = [...before];
  for (let offset = 0; offset < padded.length; offset += BLOCK) state = compress(state, padded, offset);
  return state;
}

/**
 * @param key at most 64 characters, each a byte.
 * @returns makes the eight 32-bit words of the code of a text, of which each character is a byte.
 */
export function hmacSha256(key: string): (text: string) => number[] {
  const padded = (pad: number) => {
    const mixed = Array.from({ length: BLOCK }, (_, at) => (at < key.length ? key.charCodeAt(at) : 0) ^ pad);
    return compress(START, String.fromCharCode(...mixed), 0);
  };
  const [inner, outer] = [padded(0x36), padded(0x5c)];
  return (text) => digestAfter(outer, digestAfter(inner, text).map(bytes).join(''));
}
