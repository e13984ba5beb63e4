// HMAC-SHA-256 (RFC 2104, FIPS 180-4). Utilities.computeHmacSha256Signature gives the same, but is a call of a service for each
// line: a job of 10,000 codes would make 10,000 of them.

const BLOCK = 64;

/** The first 32 bits of the fractional parts of roots of the first primes: square roots of 8, cube roots of 64. */
function constants(): { start: Int32Array; rounds: Int32Array } {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < 64; candidate += 1)
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  const fraction = (root: number) => ((root % 1) * 2 ** 32) | 0;
  return {
    start: Int32Array.from(primes.slice(0, 8), (prime) => fraction(prime ** (1 / 2))),
    rounds: Int32Array.from(primes, (prime) => fraction(prime ** (1 / 3))),
  };
}

const { start: START, rounds: ROUNDS } = constants();
/** A block as 16 words, and the 48 that are made of them. */
const words = new Int32Array(BLOCK);

/**
 * Takes the block in `words` into a state. The rounds call nothing: that costs most before the code is compiled, which happens
 * in each execution.
 */
function compress(state: Int32Array): void {
  for (let at = 16; at < BLOCK; at += 1) {
    const x = words[at - 15] ?? 0;
    const y = words[at - 2] ?? 0;
    words[at] =
      (((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)) +
      (((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)) +
      (words[at - 16] ?? 0) +
      (words[at - 7] ?? 0);
  }
  const at0 = (at: number) => state[at] ?? 0;
  let [a, b, c, d, e, f, g, h] = [at0(0), at0(1), at0(2), at0(3), at0(4), at0(5), at0(6), at0(7)];
  for (let at = 0; at < BLOCK; at += 1) {
    const first =
      h +
      (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) +
      (g ^ (e & (f ^ g))) +
      (ROUNDS[at] ?? 0) +
      (words[at] ?? 0);
    const second =
      (((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) +
      ((a & b) | (c & (a | b)));
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  const after = [a, b, c, d, e, f, g, h];
  for (let at = 0; at < after.length; at += 1) state[at] = at0(at) + (after[at] ?? 0);
}

/** @param before the state after the first block, which goes ahead of the text. */
function digestAfter(before: Int32Array, text: string): Int32Array {
  const padded = `${text}\x80${'\0'.repeat((BLOCK * 2 - 9 - (text.length % BLOCK)) % BLOCK)}`;
  const state = before.slice();
  for (let start = 0; start < padded.length; start += BLOCK) {
    for (let index = 0, at = start; index < 16; index += 1, at += 4)
      words[index] =
        (padded.charCodeAt(at) << 24) |
        (padded.charCodeAt(at + 1) << 16) |
        (padded.charCodeAt(at + 2) << 8) |
        padded.charCodeAt(at + 3);
    // The length is no part of the text: the last eight bytes of the last block are beyond its end, and read as none.
    if (start + BLOCK > padded.length) words[15] = (BLOCK + text.length) * 8;
    compress(state);
  }
  return state;
}

/** The state after a block that is the key, mixed with a byte. */
function keyed(key: string, pad: number): Int32Array {
  const byte = (at: number) => (at < key.length ? key.charCodeAt(at) : 0) ^ pad;
  for (let index = 0; index < 16; index += 1) {
    const at = index * 4;
    words[index] = (byte(at) << 24) | (byte(at + 1) << 16) | (byte(at + 2) << 8) | byte(at + 3);
  }
  const state = START.slice();
  compress(state);
  return state;
}

/**
 * @param key at most 64 characters, each a byte.
 * @returns makes the eight 32-bit words of the code of a text, of which each character is a byte.
 */
export function hmacSha256(key: string): (text: string) => number[] {
  const [inner, outer] = [keyed(key, 0x36), keyed(key, 0x5c)];
  return (text) => {
    const digest = digestAfter(inner, text);
    const state = outer.slice();
    words.fill(0);
    words.set(digest);
    words[8] = 0x80 << 24;
    words[15] = (BLOCK + digest.length * 4) * 8;
    compress(state);
    return [...state];
  };
}
