// How far the words of a header say which column it is, in any of the languages of `vocabulary.ts`.
import { memo } from './cells';
import { LANGUAGES, WORD_KINDS, type WordKind } from './vocabulary';

/** A header without case, accents, spaces and punctuation: `"  Back-Hälf "` → `"backhalf"`. */
export const normalizeHeader = (header: string): string => wordsOf(header).join('');

/** The words of a header, as they compare: `"originalURL (long)"` → `original`, `url`, `long`. */
function wordsOf(header: string): string[] {
  const apart = header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  return plain(apart).match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? [];
}

/** A text without case and accents. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\ufe0f]/g, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ı/g, 'i');

/** A header in the forms in which it may be understood: as it is, and without units and notes in brackets. */
export interface HeaderForms {
  whole: readonly string[];
  words: readonly string[];
  /** The words in brackets. */
  notes: readonly string[];
}

/** Worked out once for each header: every role asks for the forms of all of them. */
export const formsOf = memo((header: string): HeaderForms => {
  const words = wordsOf(header.replace(/^\s*\d+[.)]/, '').replace(BRACKETS, ' '));
  const notes = wordsOf((header.match(BRACKETS) ?? []).join(''));
  return { whole: [normalizeHeader(header), words.join('')], words, notes };
});

const BRACKETS = /[([{（［【].{0,99}?[)\]}）］】]/g;

export const isOneOf = (forms: HeaderForms, aliases: readonly string[]): boolean =>
  forms.whole.some((form) => form !== '' && aliases.includes(form));

/**
 * The words of a kind: those that count as a whole header, and those that count as a part of one, too. Split at the first use: most
 * executions never need them.
 */
const wordsFor = memo((kind: WordKind): { exact: Set<string>; parts: Set<string> } => {
  const line = WORD_KINDS.indexOf(kind);
  // All at once: one by one, the four hundred words took a twentieth of an execution.
  const words = plain(LANGUAGES.map((lines) => lines.split('\n')[line]).join(' ')).split(' ');
  const forms = (list: string[]) => new Set(list.map((word) => word.replace('=', '')));
  return { exact: forms(words), parts: forms(words.filter((word) => !word.startsWith('='))) };
});

/** Languages that write without spaces: there a word counts wherever it stands. */
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff]/;
/** The ends of words that German and Dutch write as one: “Produktname”, “Menülink”. */
const ENDINGS: Partial<Record<WordKind, RegExp>> = {
  name: /.(name|naam|titel|title|bezeichnung)$/,
  link: /.(link|url)$/,
};

/** Whether a header is exactly a word of some kind. */
export const isWord = (forms: HeaderForms, kind: WordKind): boolean =>
  forms.whole.some((form) => wordsFor(kind).exact.has(form));

const hasPart = (words: readonly string[], kind: WordKind): boolean => {
  const { parts } = wordsFor(kind);
  return words.some(
    (word) =>
      parts.has(word) ||
      ENDINGS[kind]?.test(word) ||
      (UNSPACED.test(word) && [...parts].some((part) => UNSPACED.test(part) && word.includes(part))),
  );
};

/** Whether a word of some kind is a part of a header, and nothing in it says otherwise: “Speaker name” names no code. */
export const hasWord = ({ words, notes }: HeaderForms, kind: 'name' | 'link'): boolean =>
  says(words, kind) || (says(notes, kind) && !saysOther({ words }));

/** Whether a word of a header says that it is neither a name nor a link. */
export const saysOther = ({ words }: Pick<HeaderForms, 'words'>): boolean => hasPart(words, 'not');

function says(words: readonly string[], kind: 'name' | 'link'): boolean {
  if (!hasPart(words, kind) || saysOther({ words })) return false;
  const other = kind === 'name' ? 'link' : 'name';
  // Of both, as in “Link title” and “Page name”, the last one says what it is.
  return !hasPart(words, other) || hasPart(words.slice(-1), kind);
}
