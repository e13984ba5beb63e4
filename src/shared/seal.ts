// Seals what a user's jobs leave where colleagues can write: only who holds the secret can make one, or tell whether it holds.
import { hmacSha256 } from './hmac';

/** Makes the seal of some texts in their order. What a seal stands for comes first. */
export type Seal = (parts: readonly string[]) => string;

/** Words of the code that are kept: 128 of its 256 bits. */
const KEPT = 4;
const WORD_LENGTH = 7;

/** JSON in ASCII: each character is a byte. */
export const ascii = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * @param secret at most 64 ASCII characters.
 * @param scope where the seal is good: it fails anywhere else, as in a copy of the document.
 */
export function sealer(secret: string, scope: string): Seal {
  let code: ReturnType<typeof hmacSha256> | null = null;
  return (parts) => {
    code ??= hmacSha256(secret);
    return code(ascii(JSON.stringify([scope, ...parts])))
      .slice(0, KEPT)
      .map((word) => (word >>> 0).toString(36).padStart(WORD_LENGTH, '0'))
      .join('');
  };
}

const TAIL = ',"seal":""}'.length + KEPT * WORD_LENGTH;

/** The JSON text of an object with its seal in it. @param key where it is kept. */
export const withSeal = (seal: Seal, key: string, json: string): string =>
  `${json.slice(0, -1)},"seal":"${seal([key, json])}"}`;

/** Whether a text is one that {@link withSeal} made. */
export const sealHolds = (seal: Seal, key: string, text: string): boolean =>
  text === withSeal(seal, key, `${text.slice(0, -TAIL)}}`);
