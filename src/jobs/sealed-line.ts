// The seal of a line of the log. Jobs act only on lines whose seal holds; all others are for reading.
import { type Seal, sealerFor } from '../shared/seal';
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

/** Times are read to the second. */
const secondOf = ({ when }: LogLine): number => Math.floor(when / 1000);

/** Whether two lines are the same in all that a seal stands for. Fields by their names: this is asked of each line at each reading. */
const isSame = (one: LogLine, other: LogLine): boolean =>
  one.id === other.id &&
  one.action === other.action &&
  one.job === other.job &&
  one.who === other.who &&
  one.name === other.name &&
  one.before === other.before &&
  one.after === other.after &&
  (one.description ?? '') === (other.description ?? '') &&
  secondOf(one) === secondOf(other) &&
  one.tags.length === other.tags.length &&
  one.tags.every((tag, at) => tag === other.tags[at]);

/** Makes the seals of lines, and looks at those of others. */
export interface LineSeals {
  /** @param order see `SealedLine`. */
  sealOf(line: LogLine, order: number): string;
  /** The lines whose seal holds. */
  sealedAmong<Line extends LogLine>(lines: readonly Line[]): SealedLine<Line>[];
}

/** A line whose seal was made, or found to hold. */
interface Known {
  line: LogLine;
  order: number;
  by: string;
}

export function lineSeals({ seal, document, account }: Me): LineSeals {
  const [here, own] = [tagOf(document), tagOf(account)];
  /** By their seals: a job reads its lines again after each write. */
  const known = new Map<string, Known>();
  /** What seals lines of one account, action, job and user: those of a job follow each other. */
  let last: { by: string; action: string; job: string; who: string; sealOf: Seal } | null = null;
  const sealerOf = ({ action, job, who }: LogLine, by: string): Seal => {
    if (last?.by !== by || last.action !== action || last.job !== job || last.who !== who)
      last = {
        by,
        action,
        job,
        who,
        sealOf: sealerFor(seal, ['line', by, action, asRead(job), asRead(who)]),
      };
    return last.sealOf;
  };
  const codeOf = (line: LogLine, order: string, by: string): string => {
    const { id, name, before, after, tags, description = '' } = line;
    const read = tags.length === 0 ? '' : joinTags(splitTags(asRead(joinTags(tags))));
    const second = String(secondOf(line));
    const texts = [
      order,
      second,
      read,
      asRead(id),
      asRead(name),
      asRead(before),
      asRead(after),
      asRead(description),
    ];
    return sealerOf(line, by)(texts);
  };
  const find = (line: LogLine): Known | null => {
    const [text, order = '', there, by = '', code] = FORM.exec(line.seal ?? '') ?? [];
    if (text === undefined || there !== here || codeOf(line, order, by) !== code) return null;
    const found = { line, order: Number.parseInt(order, 36), by };
    known.set(text, found);
    return found;
  };
  return {
    sealOf: (line, order) => {
      const number = order.toString(36);
      const made = `${number}-${here}-${own}-${codeOf(line, number, own)}`;
      known.set(made, { line, order, by: own });
      return made;
    },
    sealedAmong: (lines) => {
      const seen = new Set<string>();
      const sealed: SealedLine<(typeof lines)[number]>[] = [];
      for (const line of lines) {
        const { seal: text = '' } = line;
        // A line that somebody copied is one line.
        if (seen.has(text)) continue;
        const before = known.get(text);
        const found = before && isSame(before.line, line) ? before : find(line);
        if (!found) continue;
        seen.add(text);
        sealed.push({ ...line, order: found.order, sameAccount: found.by === own });
      }
      return sealed;
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
