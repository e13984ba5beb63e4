// Seeded random numbers: a generator whose whole state is one number, so that the same seed gives the same run.

/** Thirty-six digits and letters, for slugs, keys and the guide's IDs. */
const ALPHABET = [...'0123456789abcdefghijklmnopqrstuvwxyz'];

/** The generator's whole state: one 32-bit number. Plain, so that a copy draws the same numbers. */
export interface RandomState {
  value: number;
}

/** The next number from 0 up to, not including, 1 (mulberry32, a public-domain generator). */
export function nextRandom(state: RandomState): number {
  state.value = (state.value + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state.value ^ (state.value >>> 15), 1 | state.value);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

/** A whole number from `low` to `high`, both included. */
export function randomInteger(state: RandomState, low: number, high: number): number {
  return low + Math.floor(nextRandom(state) * (high - low + 1));
}

/** One of `choices`, which must not be empty. */
export function randomChoice<T>(state: RandomState, choices: readonly T[]): T {
  return choices[randomInteger(state, 0, choices.length - 1)] as T;
}

/** `length` small letters and digits. */
export function randomText(state: RandomState, length: number): string {
  return Array.from({ length }, () => randomChoice(state, ALPHABET)).join('');
}

/** A UUID of version 4 in lower case, as `Utilities.getUuid` and the reference's IDs have it. */
export function randomUuid(state: RandomState): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (letter) => {
    const digit = Math.floor(nextRandom(state) * 16);
    return (letter === 'x' ? digit : (digit & 3) | 8).toString(16);
  });
}

/** A number from 0 up to, not including, 1 that depends on `seed` and `text` only. */
export function randomFor(seed: number, text: string): number {
  let value = seed;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return nextRandom({ value });
}
