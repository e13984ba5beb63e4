// A small seeded random number generator, so that a world with the same seed tells the same story.

/** The generator's whole state; plain, so that a cloned world goes on with the same numbers. */
export interface RandomState {
  value: number;
}

/** The next number in [0, 1): mulberry32, a public-domain 32-bit generator. */
export function nextRandom(state: RandomState): number {
  state.value = (state.value + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state.value ^ (state.value >>> 15), 1 | state.value);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

/** A random version-4 UUID in lower case, as Utilities.getUuid gives. */
export function randomUuid(state: RandomState): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (letter) => {
    const digit = Math.floor(nextRandom(state) * 16);
    return (letter === 'x' ? digit : (digit & 3) | 8).toString(16);
  });
}
