// File names from the user's pattern, safe on Windows, macOS and Linux, and each one only once.
import type { PrintableCode } from '../../shared/contract/print';
import { guarded } from '../../shared/csv';
import { WORDS } from './words';

/** File systems allow 255 bytes; the rest is for an ending and a number. */
const MOST_BYTES = 200;

/** Refused by Windows (Naming Files, Paths, and Namespaces), by macOS and Linux, or invisible in a name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const UNSAFE = /[<>:"/\\|?*\u0000-\u001f\u007f-\u009f\u2028\u2029]+/gu;
const INVISIBLE = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
/** Names of devices (the same page), with whatever ending. */
const RESERVED = /^(con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])(\.|$)/i;
const PLACEHOLDER = /\{([^{}]*)\}/g;

const encoder = new TextEncoder();

type Reading = (code: PrintableCode) => string;

/** Values of the code itself, before the columns of the sheet. */
const OWN: Record<string, Reading> = {
  slug: ({ slug }) => slug,
  name: ({ name }) => name,
  row: ({ row }) => String(row),
  id: ({ id }) => id,
};

const sameName = (name: string) => name.trim().toLowerCase();

function readingOf(placeholder: string, headers: string[]): Reading | null {
  const name = sameName(placeholder);
  const column = headers.findIndex((header) => sameName(header) === name);
  return (name in OWN ? OWN[name] : null) ?? (column < 0 ? null : ({ cells }) => cells[column] ?? '');
}

/** Why a pattern can't be used, or null. */
export function patternFault(pattern: string, headers: string[]): string | null {
  for (const [, name = ''] of pattern.matchAll(PLACEHOLDER)) {
    if (readingOf(name, headers) === null) return WORDS.unknownPlaceholder(name);
  }
  return null;
}

function withinBytes(name: string): string {
  let bytes = 0;
  let kept = '';
  for (const letter of name) {
    bytes += encoder.encode(letter).length;
    if (bytes > MOST_BYTES) break;
    kept += letter;
  }
  return kept;
}

/** A name that every file system takes, without an ending; empty where nothing of it can be kept. */
export function safeName(text: string): string {
  const plain = text.normalize('NFC').replace(UNSAFE, '-').replace(INVISIBLE, '').replace(/\s+/gu, ' ');
  // Windows drops dots and spaces at the end; a dot in front hides a file. Half a surrogate pair is no letter.
  const whole = plain.replace(/\p{Cs}/gu, '').replace(/^[. ]+/, '');
  let name = withinBytes(whole);
  while (/[. ]$/.test(name)) name = name.slice(0, -1);
  // A spreadsheet that opens the manifest would take such a name for a formula, and a shell for an option.
  return RESERVED.test(name) || guarded(name) !== name ? `_${name}` : name;
}

/** A name for each code, in their order, without endings. Compared as Windows and macOS do: without regard to case. */
export function fileNames(codes: PrintableCode[], pattern: string, headers: string[]): string[] {
  /** The number that a name got last: thousands of rows may share one. */
  const taken = new Map<string, number>();
  const keyOf = (name: string) => name.normalize('NFKC').toLowerCase();
  return codes.map((code) => {
    const filled = pattern.replace(
      PLACEHOLDER,
      (_all, name: string) => readingOf(name, headers)?.(code) ?? '',
    );
    const name = safeName(filled) || `code-${code.row}`;
    let unique = name;
    let copy = taken.get(keyOf(name)) ?? 1;
    while (taken.has(keyOf(unique))) unique = `${name}-${++copy}`;
    taken.set(keyOf(name), copy);
    taken.set(keyOf(unique), 1);
    return unique;
  });
}
