// The fields of a code that the sheet shows and Qrius keeps: one row for each, with all that differs between them.
import type { Code } from '../qrius/readings';
import type { Field } from '../shared/contract/change';
import { type TextName, textsBy } from '../shared/texts';
import { joinTags, splitTags } from '../table/cells';
import { nameFault } from '../table/check';
import { comparableUrl, sentHash } from '../table/fingerprint';
import { urlFault } from '../table/links';
import { inTime, isDone, type LogAction, type LogLine } from '../table/log';
import type { Row } from '../table/rows';

/** Fields that Qrius changes for one code at a time. */
export type TextField = 'name' | TextName;

interface FieldSpec {
  /** What the log calls a change of it. */
  action: LogAction;
  /** Several of them, as a sentence names them. */
  plural: string;
  ofRow(row: Row): string;
  /** null where Qrius does not say. */
  ofCode(code: Code): string | null;
  /** Of a line about a code that was created, used or imported. */
  ofLine(line: LogLine): string;
  /** The form in which two values compare. */
  comparable(text: string): string;
  /** Why a value cannot be sent; null where it can. */
  fault(text: string): string | null;
}

const trimmed = (text: string): string => text.trim();
const none = (): null => null;

/** In the order in which differences are listed. Values are texts as the log holds them. */
export const FIELDS: Record<Field, FieldSpec> = {
  destination: {
    action: 'Change destination',
    plural: 'destinations',
    ofRow: (row) => row.destination,
    ofCode: (code) => code.destination,
    ofLine: (line) => line.after,
    comparable: comparableUrl,
    fault: (text) => urlFault(text, 'the destination'),
  },
  name: {
    action: 'Rename',
    plural: 'names',
    ofRow: (row) => row.name,
    ofCode: (code) => code.name,
    ofLine: (line) => line.name,
    comparable: trimmed,
    fault: nameFault,
  },
  tags: {
    action: 'Change tags',
    plural: 'tags',
    ofRow: (row) => joinTags(row.tags),
    ofCode: (code) => code.tags && joinTags(code.tags),
    ofLine: (line) => joinTags(line.tags),
    // Tags are a set.
    comparable: (text) => JSON.stringify(splitTags(text).sort()),
    fault: none,
  },
  ...textsBy((text) => ({
    action: `Change ${text}` as const,
    plural: `${text}s`,
    ofRow: (row: Row) => row[text],
    ofCode: (code: Code) => code[text],
    ofLine: (line: LogLine) => line[text] ?? '',
    comparable: trimmed,
    fault: none,
  })),
};

export const FIELD_NAMES = Object.keys(FIELDS) as readonly Field[];

export const sameField = (field: Field, a: string, b: string): boolean =>
  FIELDS[field].comparable(a) === FIELDS[field].comparable(b);

/** Names a value of a field, however it is written. */
export const valueKey = (field: Field, text: string): string => `${field} ${FIELDS[field].comparable(text)}`;

/** Whether a code has a value; one that Qrius does not say counts as `unknown`. */
export function codeHas(code: Code, field: Field, text: string, unknown: boolean): boolean {
  const value = FIELDS[field].ofCode(code);
  return value === null ? unknown : sameField(field, value, text);
}

/** The field that an action changes; null for one that no column of a user's shows. */
export const fieldOf = (action: LogAction): Field | null =>
  action === 'Switch'
    ? 'destination'
    : (FIELD_NAMES.find((field) => FIELDS[field].action === action) ?? null);

/** What Qrius was told last of a code, as far as the log knows. */
export type Base = Partial<Record<Field, string>>;

/** What was sent and done for each ID, one after the other; a code that was deleted has nothing. Lines may be in any order. */
function basesOf(lines: readonly LogLine[]): Map<string, Base[]> {
  const bases = new Map<string, Base[]>();
  for (const line of inTime(lines.filter(isDone))) {
    if (line.action === 'Delete') {
      bases.delete(line.id);
      continue;
    }
    const all = bases.get(line.id) ?? [];
    all.push({ ...all[all.length - 1], ...sentIn(line) });
    bases.set(line.id, all);
  }
  return bases;
}

/** The last of {@link basesOf}. */
export const baseOf = (lines: readonly LogLine[]): Map<string, Base> =>
  new Map([...basesOf(lines)].map(([id, all]) => [id, all[all.length - 1] ?? {}] as const));

/** The hash of what a code was made from; null where the log does not say. */
export const hashOfBase = ({ name, destination }: Base = {}): string | null =>
  name === undefined || destination === undefined ? null : sentHash(name, destination);

/** For each ID, the hashes of all that its code was made from or changed to, as far as lines say. */
export const hashesIn = (lines: readonly LogLine[]): Map<string, string[]> =>
  new Map(
    [...basesOf(lines)].map(([id, all]) => [id, all.flatMap((base) => hashOfBase(base) ?? [])] as const),
  );

function sentIn(line: LogLine): Base {
  const { action, after } = line;
  if (action === 'Create' || action === 'Use existing' || action === 'Import')
    return Object.fromEntries(FIELD_NAMES.map((field) => [field, FIELDS[field].ofLine(line)]));
  const field = fieldOf(action);
  return field === null ? {} : { [field]: after };
}
