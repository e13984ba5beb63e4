// What a service answered, before anything else reads it: bounded, and without the key in any form in which it may be repeated.

import { isBounded } from './parse';

/** Characters of an answer that is no JSON, and of each text in one: a cell takes 50,000 (docs/facts/apps-script.md#cell-text). */
const MAX_OTHER = 10_000;
const MAX_TEXT = 40_000;

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** A mark may be escaped once more at each level, as in JSON within JSON. */
const escaped = (letter: string): string => letter.replace(/\W|_/, '\\\\{0,8}\\$&');

/** What shows nothing between two letters: Unicode's property for characters that a display ignores (UAX 44). */
const INVISIBLE = /\p{DI}/gu;

/** The names that HTML has for marks of a key (HTML standard, named character references). */
const NAMES: Readonly<Record<string, string>> = {
  _: 'lowbar|underbar',
  '-': 'hyphen|dash',
  '.': 'period',
  '+': 'plus',
  '/': 'sol',
  '=': 'equals',
};

const hexOf = (letter: string): string => letter.charCodeAt(0).toString(16);

/** A character as it is, or as URLs, JSON, HTML, mails and dumps write it. Every repetition is bounded: a hostile text must not take long. */
function formsOf(letter: string): string {
  const code = letter.charCodeAt(0);
  const hex = hexOf(letter);
  const names = NAMES[letter] ? `|${NAMES[letter]}` : '';
  return `(?:${escaped(letter)}|(?:%(?:25){0,3}|=|\\\\{1,4}(?:x|u00))${hex}|&(?:#x0{0,4}${hex}|#0{0,4}${code}${names});)`;
}

/** Base64 of a text, wherever in a longer text it is: without the characters at both ends that depend on what is beside it. */
function base64Of(text: string): string[] {
  const bits = Array.from(text, (letter) => letter.charCodeAt(0).toString(2).padStart(8, '0')).join('');
  return [0, 2, 4].map((skipped) =>
    Array.from(bits.slice(skipped).match(/.{6}/g) ?? [], (six) => BASE64[Number.parseInt(six, 2)])
      .join('')
      .replace(/\+/g, '(?:[+-]|%2b)')
      .replace(/\//g, '(?:[/_]|%2f)'),
  );
}

/**
 * @param key letters, digits and the marks of a key (`tryKey`): no quote and no backslash.
 * @returns takes an answer's text; JSON stays JSON. An answer that is too large, or nested too deeply, is cut and so none any more.
 */
export function cleaner(key: string): (body: string) => string {
  const hex = Array.from(key, hexOf).join('');
  const forms = new RegExp([Array.from(key, formsOf).join(''), hex, ...base64Of(key)].join('|'), 'gi');
  // Emoji are joined by invisible characters: they stay unless the key is found.
  const masked = (text: string) => {
    const bare = text.replace(INVISIBLE, '');
    const found = bare.replace(forms, '(your key)');
    return found === bare ? text : found;
  };
  return (body) => {
    if (!isBounded(body)) return '';
    // Masked before it is cut: the beginning of the key would be left at the cut.
    try {
      return cut(masked(JSON.stringify(JSON.parse(body))));
    } catch {
      return masked(body).slice(0, MAX_OTHER);
    }
  };
}

/** JSON whose texts are no longer than any field. */
const cut = (json: string): string =>
  json.length > MAX_TEXT
    ? JSON.stringify(
        JSON.parse(json, (_, value) => (typeof value === 'string' ? value.slice(0, MAX_TEXT) : value)),
      )
    : json;
