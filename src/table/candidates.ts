// The columns that could be a role's, by the words of their headers and by what the cells below them hold.
import type { ChoosableRole } from '../shared/contract/sheet';
import type { Contents } from './contents';
import { formsOf, type HeaderForms, hasWord, isOneOf, isWord } from './header-words';
import { ROLE_NAMES, ROLES, type Role } from './roles';
import type { WordKind } from './vocabulary';

/** What a user chose: a header for each role, empty for no column; and the header row, as users count. */
export type ColumnOverrides = Partial<Record<ChoosableRole, string>> & { headerRow?: number };

/** How sure it is: `CHOSEN` by the user, a header of the role, a word in it, or only what the cells hold. */
export const [CHOSEN, EXACT, WORD, WEAK] = [4, 3, 2, 1] as const;

export interface Candidates {
  columns: number[];
  /** One of the four; 0 where there is no column. */
  fit: number;
}

/** A header row, and what is below it. */
export interface Head {
  headers: readonly string[];
  contents(column: number): Contents;
}

/** Roles whose headers are in the vocabulary, too. */
const KINDS: Partial<Record<Role, WordKind>> = {
  name: 'name',
  destination: 'link',
  slug: 'slug',
  tags: 'tags',
};
/** Headers that become a role's only where the user agrees: they may hold what is not meant for a code. */
const OFFERED: Partial<Record<Role, WordKind>> = { tags: 'topic', description: 'description' };

const NONE: Candidates = { columns: [], fit: 0 };

/** The columns that could be a role's, of the surest kind that there is. */
export function candidatesFor(role: Role, head: Head, overrides: ColumnOverrides): Candidates {
  const chosen = chosenFor(role, head, overrides);
  if (chosen) return chosen;
  const { aliases, fallbacks } = ROLES[role];
  const kind = KINDS[role];
  const free = freeColumns(role, head, overrides);
  const among = (test: (forms: HeaderForms, column: number) => boolean) =>
    free.filter(({ forms, column }) => test(forms, column)).map(({ column }) => column);
  const exact = among((forms) => isOneOf(forms, aliases) || (kind !== undefined && isWord(forms, kind)));
  if (role === 'destination') return destinations(head, exact, among);
  if (exact.length > 0) return { columns: exact, fit: EXACT };
  if (role === 'name') return names(among);
  const weak = among(
    (forms, column) => isOneOf(forms, fallbacks) && (role !== 'slug' || holdsSlugs(head.contents(column))),
  );
  return weak.length > 0 ? { columns: weak, fit: WEAK } : NONE;
}

type Among = (test: (forms: HeaderForms, column: number) => boolean) => number[];

function names(among: Among): Candidates {
  const words = among((forms) => hasWord(forms, 'name'));
  if (words.length > 0) return { columns: words, fit: WORD };
  const things = among((forms) => isWord(forms, 'thing'));
  return things.length > 0 ? { columns: things, fit: WEAK } : NONE;
}

/**
 * Columns that could hold the links. One whose cells hold none gives way to one that does; and one whose links carry campaign
 * parameters may be meant instead of a plain one, so it is a candidate beside it.
 */
function destinations({ headers, contents }: Head, exact: number[], among: Among): Candidates {
  const words = exact.length > 0 ? exact : among((forms) => hasWord(forms, 'link'));
  const linked = (columns: number[]) => columns.filter((column) => contents(column).links > 0);
  const filled = among((forms, column) => !isForeignShort(forms) && isMostlyLinks(contents(column)));
  const tagged = filled.filter((column) => isTagged(headers[column] ?? '', contents(column)));
  const found = words.some((column) => contents(column).linkLike > 0) || filled.length === 0 ? words : filled;
  const best = found.length > 1 && linked(found).length > 0 ? linked(found) : found;
  const plain = best.some((column) => !tagged.includes(column));
  const columns = plain ? [...best, ...tagged.filter((column) => !best.includes(column))] : best;
  if (columns.length === 0) return NONE;
  const fit = found !== words ? WEAK : exact.length > 0 ? EXACT : WORD;
  return { columns: columns.sort((a, b) => a - b), fit };
}

const isMostlyLinks = ({ links, filled }: Contents): boolean => links > 0 && links * 2 >= filled;
const isTagged = (header: string, { tagged, links }: Contents): boolean =>
  links > 0 && (tagged * 2 >= links || /final|tagged|utm/i.test(header));
/** A short link of another service is no page that a code is to open, unless the user says so. */
const isForeignShort = (forms: HeaderForms): boolean => isOneOf(forms, ROLES.slug.fallbacks);

/** A column of slugs; a blank one may become it. */
const holdsSlugs = ({ filled, slugs }: Contents): boolean => slugs * 2 >= filled;

function chosenFor(role: Role, { headers }: Head, overrides: ColumnOverrides): Candidates | null {
  const chosen = overrides[role as ChoosableRole]?.trim();
  if (chosen === undefined) return null;
  if (chosen === '') return role === 'destination' ? null : { columns: [], fit: CHOSEN };
  const columns = headers.flatMap((text, column) => (text.trim() === chosen ? [column] : []));
  return columns.length === 1 ? { columns, fit: CHOSEN } : null;
}

/** Columns with a header that are not another role's: one that was chosen for one role is no other. */
function freeColumns(role: Role, { headers }: Head, { headerRow: _, ...overrides }: ColumnOverrides) {
  const others = Object.entries(overrides).flatMap(([other, text]) => (other === role ? [] : [text.trim()]));
  return headers.flatMap((header, column) => {
    const forms = formsOf(header);
    const taken = header.trim() === '' || others.includes(header.trim()) || isOthers(role, forms);
    return taken ? [] : [{ column, forms }];
  });
}

/** Roles whose headers are words of no other: “Short URL” is no link, “QR status” no name. */
const OWN_WORDS = ROLE_NAMES.filter((role) => KINDS[role] === undefined || role === 'slug').map((role) => ({
  role,
  words: [...ROLES[role].aliases, ...(role === 'slug' ? [] : ROLES[role].fallbacks)],
}));

const isOthers = (role: Role, forms: HeaderForms): boolean =>
  OWN_WORDS.some(({ role: other, words }) => other !== role && isOneOf(forms, words));

/** Headers that could become a role's if the user agrees, in their order. */
export function offersFor(role: ChoosableRole, headers: readonly string[]): string[] {
  const kind = OFFERED[role];
  return kind === undefined ? [] : headers.filter((header) => isWord(formsOf(header), kind));
}
