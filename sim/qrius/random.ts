// Chance as plain data: a generator whose whole state is one number, and a hash that gives the same text the same chance.

/** Thirty-six digits and letters, for slugs, keys and the guide's IDs. */
const ALPHABET = [...'0123456789abcdefghijklmnopqrstuvwxyz'];

/** The state of a generator: one 32-bit number, moved on by every draw. */
export interface Chance {
  random: number;
}

/** Draws a number from 0 up to, not including, 1 (the mulberry32 generator) and moves `chance` on. */
export function draw(chance: Chance): number {
  chance.random = (chance.random + 0x6d2b79f5) | 0;
  let mixed = Math.imul(chance.random ^ (chance.random >>> 15), 1 | chance.random);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

/** Draws a whole number from `low` to `high`, both included. */
export function drawInteger(chance: Chance, low: number, high: number): number {
  return low + Math.floor(draw(chance) * (high - low + 1));
}

/** Draws one of `choices`, which must not be empty. */
export function drawOne<T>(chance: Chance, choices: readonly T[]): T {
  return choices[drawInteger(chance, 0, choices.length - 1)] as T;
}

/** Draws a text of `length` small letters and digits. */
export function drawText(chance: Chance, length: number): string {
  return Array.from({ length }, () => drawOne(chance, ALPHABET)).join('');
}

/** Draws a UUID of version 4, the form of the reference's IDs. */
export function drawUuid(chance: Chance): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) =>
    (place === 'x' ? drawInteger(chance, 0, 15) : drawInteger(chance, 8, 11)).toString(16),
  );
}

/** A number from 0 up to, not including, 1 that depends on `seed` and `text` only. */
export function chanceOf(seed: number, text: string): number {
  let random = seed;
  for (const character of text) random = Math.imul(random ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return draw({ random });
}
