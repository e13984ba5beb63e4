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

const wordOf = (state: Int32Array, at: number): number => state[at] || 0;

/**
 * Takes the block in `words` into a state. No arrays, no calls in its rounds, and `||` rather than `??`, which the build turns into a
 * comparison: most of the time goes before the code is compiled, which happens in each execution.
 */
function compress(state: Int32Array): void {
  for (let at = 16; at < BLOCK; at += 1) {
    const x = words[at - 15] || 0;
    const y = words[at - 2] || 0;
    words[at] =
      (((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)) +
      (((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)) +
      (words[at - 16] || 0) +
      (words[at - 7] || 0);
  }
  let a = wordOf(state, 0);
  let b = wordOf(state, 1);
  let c = wordOf(state, 2);
  let d = wordOf(state, 3);
  let e = wordOf(state, 4);
  let f = wordOf(state, 5);
  let g = wordOf(state, 6);
  let h = wordOf(state, 7);
  for (let at = 0; at < BLOCK; at += 1) {
    const first =
      (h +
        (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) +
        (g ^ (e & (f ^ g))) +
        (ROUNDS[at] || 0) +
        (words[at] || 0)) |
      0;
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
  state[0] = wordOf(state, 0) + a;
  state[1] = wordOf(state, 1) + b;
  state[2] = wordOf(state, 2) + c;
  state[3] = wordOf(state, 3) + d;
  state[4] = wordOf(state, 4) + e;
  state[5] = wordOf(state, 5) + f;
  state[6] = wordOf(state, 6) + g;
  state[7] = wordOf(state, 7) + h;
}

/** Takes a text, what ends it, and its length into a state. The first block, which went ahead of it, counts as well. */
function takeText(state: Int32Array, text: string): void {
  const { length } = text;
  let start = 0;
  for (; start + BLOCK <= length; start += BLOCK) {
    for (let index = 0, at = start; index < 16; index += 1, at += 4)
      words[index] =
        (text.charCodeAt(at) << 24) |
        (text.charCodeAt(at + 1) << 16) |
        (text.charCodeAt(at + 2) << 8) |
        text.charCodeAt(at + 3);
    compress(state);
  }
  words.fill(0, 0, 16);
  for (let at = start; at < length; at += 1)
    words[(at - start) >> 2] = (words[(at - start) >> 2] || 0) | (text.charCodeAt(at) << (24 - (at % 4) * 8));
  const rest = length - start;
  words[rest >> 2] = (words[rest >> 2] || 0) | (0x80 << (24 - (rest % 4) * 8));
  if (rest >= BLOCK - 8) {
    compress(state);
    words.fill(0, 0, 16);
  }
  words[15] = (BLOCK + length) * 8;
  compress(state);
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
export function hmacSha256(key: string): (text: string) => Int32Array {
  const [inner, outer] = [keyed(key, 0x36), keyed(key, 0x5c)];
  return (text) => {
    const digest = inner.slice();
    takeText(digest, text);
    const state = outer.slice();
    words.fill(0, 8, 16);
    words.set(digest);
    words[8] = 0x80 << 24;
    words[15] = (BLOCK + digest.length * 4) * 8;
    compress(state);
    return state;
  };
}
