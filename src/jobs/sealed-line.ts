// The seal of a line of the log. Jobs act only on lines whose seal holds; all others are for reading.
import { joinTags, splitTags } from '../table/cells';
import { hash } from '../table/fingerprint';
import { type LogLine, MAX_TEXT } from '../table/log';
import type { Me } from './ports';

/** A line that this user's job wrote in this document, and that nobody changed since but for its result. */
export type SealedLine<Line extends LogLine = LogLine> = Line & {
  /** Grows from line to line, also within a second. */
  order: number;
  /** Whether it was written with the Qrius account that the user has now. */
  sameAccount: boolean;
};

/** `order-document-account-code`: in a copy, or with another key, a line says where it belongs. */
const FORM = /^([0-9a-z]{1,12})-([0-9a-z]{7})-([0-9a-z]{7})-([0-9a-z]{28})$/;

const tagOf = (name: string | null): string => hash([name ?? '']);

/** A text as it is read back from its cell. */
function asRead(text: string): string {
  const cut = text.slice(0, MAX_TEXT);
  return (cut.includes('\r') ? cut.replace(/\r\n?/g, '\n') : cut).trim();
}

/** What the seal of a line stands for beside its tags, in this order. Times are read to the second. */
const secondOf = ({ when }: LogLine): number => Math.floor(when / 1000);
const TEXTS = ['who', 'action', 'id', 'name', 'before', 'after', 'job', 'description'] as const;

function partsOf(line: LogLine): string[] {
  const { tags } = line;
  const read = tags.length === 0 ? '' : joinTags(splitTags(asRead(joinTags(tags))));
  return [String(secondOf(line)), read, ...TEXTS.map((name) => asRead(line[name] ?? ''))];
}

/** Whether two lines are the same in all that a seal stands for. */
const isSame = (one: LogLine, other: LogLine): boolean =>
  secondOf(one) === secondOf(other) &&
  TEXTS.every((name) => (one[name] ?? '') === (other[name] ?? '')) &&
  one.tags.length === other.tags.length &&
  one.tags.every((tag, at) => tag === other.tags[at]);

/** Makes the seals of lines, and looks at those of others. */
export interface LineSeals {
  /** @param order see `SealedLine`. */
  sealOf(line: LogLine, order: number): string;
  /** The lines whose seal holds. */
  sealedAmong<Line extends LogLine>(lines: readonly Line[]): SealedLine<Line>[];
}

export function lineSeals({ seal, document, account }: Me): LineSeals {
  const [here, own] = [tagOf(document), tagOf(account)];
  /** Lines whose seal was made, or found to hold: a job reads them again after each write. */
  const known = new Map<string, LogLine>();
  const codeOf = (line: LogLine, order: string, by: string) => seal(['line', order, by, ...partsOf(line)]);
  return {
    sealOf: (line, order) => {
      const number = order.toString(36);
      const made = `${number}-${here}-${own}-${codeOf(line, number, own)}`;
      known.set(made, line);
      return made;
    },
    sealedAmong: (lines) => {
      const seen = new Set<string>();
      return lines.flatMap((line) => {
        const [text, order = '', , by = '', code] = FORM.exec(line.seal ?? '') ?? [];
        // A line that somebody copied is one line.
        if (text === undefined || code === undefined || seen.has(code)) return [];
        const before = known.get(text);
        if (!(before && isSame(before, line)) && codeOf(line, order, by) !== code) return [];
        known.set(text, line);
        seen.add(code);
        return [{ ...line, order: Number.parseInt(order, 36), sameAccount: by === own }];
      });
    },
  };
}

export const sealedAmong = <Line extends LogLine>(me: Me, lines: readonly Line[]): SealedLine<Line>[] =>
  lineSeals(me).sealedAmong(lines);

/** Whether a line says that it was written in another document: this one is a copy. */
export function isCopied({ document }: Me, { seal = '' }: LogLine): boolean {
  const [, , there] = FORM.exec(seal) ?? [];
  return there !== undefined && there !== tagOf(document);
}
