// Seals what a user's jobs leave where colleagues can write: only who holds the secret can make one, or tell whether it holds.
import { hmacSha256 } from './hmac';

/** Makes the seal of some texts in their order. What a seal stands for comes first. */
export type Seal = (parts: readonly string[]) => string;

/** Words of the code that are kept: 128 of its 256 bits. */
const KEPT = 4;
const WORD_LENGTH = 7;
/** What an execution seals it often reads back: so long a text is remembered with its seal. A record is longer, and always another. */
const MAX_KEPT = 2_000;

/** A word as seven letters and digits: the first two of its 32 bits, then five at a time. */
const DIGITS = '0123456789abcdefghijklmnopqrstuv';
function lettersOf(word: number): string {
  let letters = '';
  for (let shift = 30; shift >= 0; shift -= 5) letters += DIGITS.charAt((word >>> shift) & 31);
  return letters;
}

const escaped = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** JSON in ASCII: each character is a byte, and no other JSON gives the same. */
export const ascii = (json: string): string => json.replace(/[^\x20-\x7e]/g, escaped);

/**
 * @param secret at most 64 ASCII characters.
 * @param scope where the seal is good: it fails anywhere else, as in a copy of the document.
 */
export function sealer(secret: string, scope: string): Seal {
  let sealOf: ReturnType<typeof keyedBy> | null = null;
  const made = new Map<string, string>();
  return (parts) => {
    const json = JSON.stringify(parts);
    const known = made.get(json);
    if (known !== undefined) return known;
    sealOf ??= keyedBy(keyFor(secret, scope));
    const seal = sealOf(json);
    if (json.length <= MAX_KEPT) made.set(json, seal);
    return seal;
  };
}

/**
 * Seals with a key of its own, made of what many texts have in common: their seals stand for it too, and need not take it in each
 * time. Nothing is remembered.
 */
export function sealerFor(seal: Seal, common: readonly string[]): Seal {
  const sealOf = keyedBy(seal(['key', ...common]));
  return (parts) => sealOf(JSON.stringify(parts));
}

/** @param key at most 64 ASCII characters, or as many bytes. */
function keyedBy(key: string): (json: string) => string {
  const code = hmacSha256(key);
  return (json) => {
    const words = code(ascii(json));
    let seal = '';
    for (let at = 0; at < KEPT; at += 1) seal += lettersOf(words[at] || 0);
    return seal;
  };
}

/** A key of the scope's own: what a seal is made of need not name the scope, which would cost as much as the rest. */
const keyFor = (secret: string, scope: string): string =>
  Array.from(hmacSha256(secret)(ascii(JSON.stringify(scope))), (word) =>
    String.fromCharCode(word >>> 24, (word >>> 16) & 0xff, (word >>> 8) & 0xff, word & 0xff),
  ).join('');

const HEAD = '{"seal":""'.length + KEPT * WORD_LENGTH;

/** The JSON text of an object with its seal ahead of all else in it. @param key where it is kept. */
export const withSeal = (seal: Seal, key: string, json: string): string =>
  `{"seal":"${seal([key, json])}",${json.slice(1)}`;

/** The beginning of a text that {@link withSeal} made. No other text begins so. */
export const headOf = (text: string): string => text.slice(0, HEAD);

/** Whether a text is one that {@link withSeal} made. */
export const sealHolds = (seal: Seal, key: string, text: string): boolean =>
  text === withSeal(seal, key, `{${text.slice(HEAD + 1)}`);
