// SipHash-2-4 with 128 bits (Aumasson and Bernstein, https://github.com/veorq/SipHash): a code of a text that only who has the key
// can make. It was made for short texts such as a line of the log, for which HMAC-SHA-256 takes three times as long. Google's own is a
// call of a service for each line: a job of 10,000 codes would make 20,000.

/** A key: 128 bits as four words. */
export type Key = readonly [number, number, number, number];

/** Four numbers of 64 bits, each as its lower and its upper word. */
const state = new Int32Array(8);
const word = (at: number): number => state[at] || 0;

/** Takes eight bytes into the state. In local numbers: most of the time goes before the code is compiled, in each execution again. */
function mix(low: number, high: number, rounds: number): void {
  let a = state[0] || 0;
  let aa = state[1] || 0;
  let b = state[2] || 0;
  let bb = state[3] || 0;
  let c = state[4] || 0;
  let cc = state[5] || 0;
  let d = (state[6] || 0) ^ low;
  let dd = (state[7] || 0) ^ high;
  for (let round = 0; round < rounds; round += 1) {
    // The sum of two lower words carries one where its highest bit is less than theirs.
    let sum = (a + b) | 0;
    aa = (aa + bb + (((a & b) | ((a | b) & ~sum)) >>> 31)) | 0;
    let turned = ((b << 13) | (bb >>> 19)) ^ sum;
    bb = ((bb << 13) | (b >>> 19)) ^ aa;
    b = turned;
    a = aa;
    aa = sum;
    sum = (c + d) | 0;
    cc = (cc + dd + (((c & d) | ((c | d) & ~sum)) >>> 31)) | 0;
    c = sum;
    turned = ((d << 16) | (dd >>> 16)) ^ c;
    dd = ((dd << 16) | (d >>> 16)) ^ cc;
    d = turned;
    sum = (a + d) | 0;
    aa = (aa + dd + (((a & d) | ((a | d) & ~sum)) >>> 31)) | 0;
    a = sum;
    turned = ((d << 21) | (dd >>> 11)) ^ a;
    dd = ((dd << 21) | (d >>> 11)) ^ aa;
    d = turned;
    sum = (c + b) | 0;
    cc = (cc + bb + (((c & b) | ((c | b) & ~sum)) >>> 31)) | 0;
    turned = ((b << 17) | (bb >>> 15)) ^ sum;
    bb = ((bb << 17) | (b >>> 15)) ^ cc;
    b = turned;
    c = cc;
    cc = sum;
  }
  state[0] = a ^ low;
  state[1] = aa ^ high;
  state[2] = b;
  state[3] = bb;
  state[4] = c;
  state[5] = cc;
  state[6] = d;
  state[7] = dd;
}

/** Four bytes. What is beyond the end is NaN, and counts as 0. */
const bytesAt = (text: string, at: number): number =>
  text.charCodeAt(at) |
  (text.charCodeAt(at + 1) << 8) |
  (text.charCodeAt(at + 2) << 16) |
  (text.charCodeAt(at + 3) << 24);

/** Ends one half of the code. @param flips the word that makes it differ from any other state, and how. */
function half(flips: number, by: number): [number, number] {
  state[flips] = word(flips) ^ by;
  mix(0, 0, 4);
  return [word(0) ^ word(2) ^ word(4) ^ word(6), word(1) ^ word(3) ^ word(5) ^ word(7)];
}

/** @returns makes the code of a text of which each character is a byte: four words, the lowest first. */
export function sipHash([k0, k1, k2, k3]: Key): (text: string) => [number, number, number, number] {
  const start = Int32Array.of(
    k0 ^ 0x70736575,
    k1 ^ 0x736f6d65,
    k2 ^ 0x6e646f83,
    k3 ^ 0x646f7261,
    k0 ^ 0x6e657261,
    k1 ^ 0x6c796765,
    k2 ^ 0x79746573,
    k3 ^ 0x74656462,
  );
  return (text) => {
    const { length } = text;
    const full = length & ~7;
    state.set(start);
    for (let at = 0; at < full; at += 8) mix(bytesAt(text, at), bytesAt(text, at + 4), 2);
    mix(bytesAt(text, full), bytesAt(text, full + 4) | (length << 24), 2);
    const [a, b] = half(4, 0xee);
    const [c, d] = half(2, 0xdd);
    return [a, b, c, d];
  };
}
