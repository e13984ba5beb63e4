// Bytes, digests and signatures of Utilities. Google's bytes are signed: -128 to 127.
import { createHash, createHmac } from 'node:crypto';
import { Refusal } from '../refusal';
import type { Execution } from '../types';

/** Names of node:crypto for members of Utilities.DigestAlgorithm (Utilities reference). */
const ALGORITHMS: Record<string, string> = {
  MD5: 'md5',
  SHA_1: 'sha1',
  SHA_256: 'sha256',
  SHA_384: 'sha384',
  SHA_512: 'sha512',
};

export const DIGESTS = Object.keys(ALGORITHMS);

/**
 * Bytes of a text or of a list of signed bytes. The reference does not name the charset of a text without one; US-ASCII is
 * the worse reading, as it loses all other characters.
 */
function bytesOf(value: unknown, charset: unknown): Buffer {
  if (Array.isArray(value)) return Buffer.from(Uint8Array.from(value, Number));
  if (typeof value !== 'string') throw new Refusal("The parameters don't match the method signature.");
  if (String(charset) === 'UTF_8') return Buffer.from(value, 'utf8');
  return Buffer.from(Array.from(value, (letter) => (letter.charCodeAt(0) < 128 ? letter : '?')).join(''));
}

/** Bytes as a list of the script's realm, signed as Google's are. */
const signed = (x: Execution, bytes: Buffer) => x.realm.list(Array.from(new Int8Array(bytes)));

export function digest(x: Execution, algorithm: unknown, value: unknown, charset: unknown): unknown[] {
  const name = ALGORITHMS[String(algorithm)];
  if (name === undefined) throw new Refusal('Invalid argument: algorithm');
  return signed(x, createHash(name).update(bytesOf(value, charset)).digest());
}

export function hmacSha256(x: Execution, value: unknown, key: unknown, charset: unknown): unknown[] {
  return signed(x, createHmac('sha256', bytesOf(key, charset)).update(bytesOf(value, charset)).digest());
}

/** Base64 of a text, UTF-8 unless told otherwise, or of signed bytes; `web` for the alphabet that is safe in URLs. */
export function base64(value: unknown, charset: unknown, web: boolean): string {
  const text = bytesOf(value, charset ?? 'UTF_8').toString('base64');
  return web ? text.replaceAll('+', '-').replaceAll('/', '_') : text;
}

export const fromBase64 = (x: Execution, text: unknown) => signed(x, Buffer.from(String(text), 'base64'));
