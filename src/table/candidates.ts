// The columns that could be a role's, by the words of their headers and by what the cells below them hold.
import type { ChoosableRole } from '../shared/contract/sheet';
import { areNames, type Contents, isAddress, isDistinct } from './contents';
import { formsOf, type HeaderForms, hasWord, isOneOf, isWord, saysOther } from './header-words';
import { ROLE_NAMES, ROLES, type Role } from './roles';
import { slugInAddress } from './slugs';
import type { WordKind } from './vocabulary';

/** What a user chose: a header for each role, empty for no column; and the header row, as users count. */
export type ColumnOverrides = Partial<Record<ChoosableRole, string>> & { headerRow?: number };

/** How sure it is: `CHOSEN` by the user, a header of the role, a word in it, or only what the cells hold. */
export const CHOSEN = 4;
export const EXACT = 3;
const WORD = 2;
export const WEAK = 1;

export interface Candidates {
  columns: number[];
  /** One of the four; 0 where there is no column. */
  fit: number;
}

/** A header row, and what is below it. */
export interface Head {
  headers: readonly string[];
  /** The cells below a header, trimmed. */
  cells(column: number): readonly string[];
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
  if (role === 'name') return names(head, among);
  const columns = among((forms, column) =>
    isOneOf(forms, fallbacks)
      ? role !== 'slug' || holdsSlugs(head.contents(column))
      : role === 'slug' && areSlugs(head, column, forms),
  );
  return columns.length > 0 ? { columns, fit: WEAK } : NONE;
}

type Among = (test: (forms: HeaderForms, column: number) => boolean) => number[];

function names({ headers, cells, contents }: Head, among: Among): Candidates {
  const words = among((forms) => hasWord(forms, 'name'));
  const found = words.length > 0 ? words : among((forms) => isWord(forms, 'thing'));
  // A name tells rows apart: of several, one that repeats gives way.
  const distinct = found.filter((column) => isDistinct(cells(column)));
  const columns = found.length > 1 && distinct.length > 0 ? distinct : found;
  if (columns.length > 0) return { columns, fit: words.length > 0 ? WORD : WEAK };
  const links = Math.max(...headers.map((_, column) => contents(column).links));
  const texts = among((forms, column) => !isNoName(forms) && areNames(cells(column), links));
  return texts.length === 1 ? { columns: texts, fit: WEAK } : NONE;
}

/** Whether a header says that its column is something else than names. */
const isNoName = (forms: HeaderForms): boolean =>
  (['link', 'slug', 'tags', 'topic', 'description'] as const).some((kind) => isWord(forms, kind)) ||
  saysOther(forms) ||
  isOneOf(forms, [...ROLES.slug.fallbacks, ...PAIRED]);

/**
 * Columns that could hold the links. One whose cells hold none gives way to one that does; and one whose links carry campaign
 * parameters may be meant instead of a plain one, so it is a candidate beside it.
 */
function destinations(head: Head, exact: number[], among: Among): Candidates {
  const { headers, contents } = head;
  // Beside a “Long URL”, what is only called “Link” is the short one.
  const long = exact.filter((column) => isOneOf(formsOf(headers[column] ?? ''), LONG));
  const pages = long.length > 0 ? long : exact.filter((column) => !isShortLink(head, column));
  const known = pages.length > 0 ? pages : exact;
  const words = known.length > 0 ? known : among((forms) => hasWord(forms, 'link'));
  const linked = (columns: number[]) => columns.filter((column) => contents(column).links > 0);
  const filled = among((forms, column) => !isForeignShort(forms) && isMostlyLinks(contents(column)));
  const tagged = filled.filter((column) => isTagged(headers[column] ?? '', contents(column)));
  const found = words.some((column) => contents(column).linkLike > 0) || filled.length === 0 ? words : filled;
  const best = found.length > 1 && linked(found).length > 0 ? linked(found) : found;
  const isPlain = best.some((column) => !tagged.includes(column));
  const others = filled.filter((column) => !best.includes(column) && tagged.includes(column) === isPlain);
  const columns = tagged.length > 0 ? [...best, ...others] : best;
  if (columns.length === 0) return NONE;
  const fit = found !== words ? WEAK : known.length > 0 ? EXACT : WORD;
  return { columns: columns.sort((a, b) => a - b), fit };
}

const LONG = ['longurl', 'originalurl', 'longlink', 'originallink'];
const isMostlyLinks = ({ links, filled }: Contents): boolean => links > 0 && links * 2 >= filled;
const isTagged = (header: string, { tagged, links }: Contents): boolean =>
  links > 0 && (tagged * 2 >= links || /final|tagged|utm/i.test(header));
/** A short link of another service is no page that a code is to open, unless the user says so. */
const isForeignShort = (forms: HeaderForms): boolean => isOneOf(forms, ROLES.slug.fallbacks);

/** A column of slugs; a blank one may become it. */
const holdsSlugs = ({ filled, slugs }: Contents): boolean => slugs * 2 >= filled;

/** Headers of exports that mean slugs only where the short links stand beside them, or the domain of all. */
const PAIRED = ['key', 'address'];
const isPaired = (header: string): boolean => isOneOf(formsOf(header), PAIRED);

/** Whether a column holds the slugs of an export whose header alone does not tell that. */
function areSlugs(head: Head, column: number, forms: HeaderForms): boolean {
  const { headers, cells, contents } = head;
  const { filled, slugs } = contents(column);
  if (isPaired(headers[column] ?? '')) {
    const hasDomain = headers.some((header) => isOneOf(formsOf(header), ['domain']));
    return (hasDomain && slugs === filled) || headers.some((_, links) => endWith(head, column, links));
  }
  const isList = isOneOf(forms, ['shorturl']) && filled > 1 && slugs === filled;
  return isList && new Set(cells(column).filter((slug) => slug !== '')).size === filled;
}

/** Whether the links of a column are short ones of another service: their slugs stand beside them. */
const isShortLink = (head: Head, links: number): boolean =>
  head.headers.some((header, slugs) => isPaired(header) && endWith(head, slugs, links));

/** Whether the links of one column end with the slugs of another one, and the sheet has further links. */
function endWith({ headers, cells, contents }: Head, slugs: number, links: number): boolean {
  const slug = cells(slugs);
  const ends = cells(links).filter(
    (link, row) => isAddress(link) && slugInAddress(link) === slug[row],
  ).length;
  return (
    ends > 0 &&
    ends === contents(slugs).filled &&
    headers.some((_, column) => column !== links && contents(column).links > 0)
  );
}

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

/**
 * Whether a header belongs to another role: “Short URL” is no link, “QR status” no name. What a slug's fallbacks name may be
 * a link all the same, and what a short URL's name may be slugs.
 */
const isOthers = (role: Role, forms: HeaderForms): boolean =>
  ROLE_NAMES.some((other) => {
    const isSlug = other === 'slug';
    if (other === role || (KINDS[other] && !isSlug) || (role === 'slug' && other === 'shortUrl'))
      return false;
    return isOneOf(forms, ROLES[other].aliases) || (!isSlug && isOneOf(forms, ROLES[other].fallbacks));
  });

/** Headers that could become a role's if the user agrees, in their order. */
export function offersFor(role: ChoosableRole, headers: readonly string[]): string[] {
  const kind = OFFERED[role];
  return kind === undefined ? [] : headers.filter((header) => isWord(formsOf(header), kind));
}
