// Seals what a user's jobs leave where colleagues can write: only who holds the secret can make one, or tell whether it holds.
import { type Key, sipHash } from './siphash';

/** Makes the seal of some texts in their order. What a seal stands for comes first. */
export type Seal = (parts: readonly string[]) => string;

/** A seal is 128 bits: four words, each as seven digits. */
const WORDS = [0, 1, 2, 3] as const;
const WORD_LENGTH = 7;
const DIGITS = '0123456789abcdefghijklmnopqrstuv';
const RADIX = DIGITS.length;

const escaped = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** JSON in ASCII: each character is a byte, and no other JSON gives the same. */
export const ascii = (json: string): string =>
  OTHER.test(json) ? json.replace(/[^\x20-\x7e]/g, escaped) : json;
/** To look for one first takes a third of the time. */
const OTHER = /[^\x20-\x7e]/;

/**
 * @param secret 64 hexadecimal digits. The key is the first half of them, of which six bits are always the same: it was made as a UUID.
 * @param scope where the seal is good: it fails anywhere else, as in a copy of the document.
 */
export function sealer(secret: string, scope: string): Seal {
  // Most executions seal nothing.
  let seal: Seal | null = null;
  return (parts) => {
    seal ??= sealerFor(keyedBy(keyIn(secret, 8, 16)), [scope]);
    return seal(parts);
  };
}

/**
 * Seals with a key of its own, made of what many texts have in common: their seals stand for it too, and need not take it in each
 * time.
 */
export const sealerFor = (seal: Seal, common: readonly string[]): Seal =>
  keyedBy(keyIn(seal(['key', ...common]), WORD_LENGTH, RADIX));

/** The key that is in a text. @param length digits of each of its words. */
function keyIn(text: string, length: number, radix: number): Key {
  const [a = 0, b = 0, c = 0, d = 0] = WORDS.map((at) =>
    Number.parseInt(text.slice(at * length, (at + 1) * length), radix),
  );
  return [a | 0, b | 0, c | 0, d | 0];
}

/** The first two of its 32 bits, then five at a time. `toString` takes ten times as long. */
function digitsOf(word: number): string {
  let digits = '';
  for (let shift = 30; shift >= 0; shift -= 5) digits += DIGITS.charAt((word >>> shift) & 31);
  return digits;
}

function keyedBy(key: Key): Seal {
  const codeOf = sipHash(key);
  const { stringify } = JSON;
  return (parts) => {
    const [a, b, c, d] = codeOf(ascii(stringify(parts)));
    return digitsOf(a) + digitsOf(b) + digitsOf(c) + digitsOf(d);
  };
}

const HEAD = '{"seal":""'.length + WORDS.length * WORD_LENGTH;

/** The JSON text of an object with its seal ahead of all else in it. @param key where it is kept. */
export const withSeal = (seal: Seal, key: string, json: string): string =>
  `{"seal":"${seal([key, json])}",${json.slice(1)}`;

/** The beginning of a text that {@link withSeal} made. No other text begins so. */
export const headOf = (text: string): string => text.slice(0, HEAD);

/** Whether a text is one that {@link withSeal} made. */
export const sealHolds = (seal: Seal, key: string, text: string): boolean =>
  text === withSeal(seal, key, `{${text.slice(HEAD + 1)}`);
