// The seal of a line of the log. Jobs act only on lines whose seal holds; all others are for reading.
import { type Seal, sealerFor } from '../shared/seal';
import { TEXTS } from '../shared/texts';
import { joinTags, splitTags } from '../table/cells';
import { hash } from '../table/fingerprint';
import { type LogLine, MAX_TEXT, type ReadLine } from '../table/log';
import type { Me } from './ports';

/** The length of a tag of a document or an account, and of the code of a line. */
const TAG = 7;
const CODE = 28;

const tagOf = (name: string | null): string => hash([name ?? '']);

/** A text as it is read back from its cell. */
function asRead(text: string): string {
  const cut = text.slice(0, MAX_TEXT);
  return (cut.includes('\r') ? cut.replace(/\r\n?/g, '\n') : cut).trim();
}

/** Times are read to the second. */
const secondOf = ({ when }: LogLine): number => when - (when % 1000);

const accountIn = (text: string): string => text.slice(-CODE - TAG - 1, -CODE - 1);
const documentIn = (text: string): string => accountIn(text.slice(0, -TAG - 1));
const orderIn = (text: string): string => text.slice(0, -CODE - 2 * TAG - 3);

/** Makes the seals of lines, and looks at those of others. */
export interface LineSeals {
  /** @param order digits and lower-case letters: as texts they are in the order of the lines, also within a second. */
  sealOf(line: LogLine, order: string): string;
  /**
   * The lines whose seal holds: this user's jobs wrote them in this document, and nobody changed them since but for their result.
   * @param isOwn whether a line is known to be one of them.
   */
  sealedAmong<Line extends LogLine>(lines: readonly Line[], isOwn?: (line: Line) => boolean): Line[];
}

type Sealed = Omit<ReadLine, 'row' | 'result'>;
/** What a seal covers of a line, but for the tags, which are a list. */
const SINGLE = ['seal', 'when', 'id', 'action', 'job', 'who', 'name', 'before', 'after', ...TEXTS] as const;

/** Whether two lines are the same in all that a seal covers. Cheaper than to make the seal again. */
export const isSameLine = (one: Sealed, other: Sealed): boolean =>
  SINGLE.every((part) => one[part] === other[part]) &&
  one.tags.length === other.tags.length &&
  one.tags.every((tag, at) => tag === other.tags[at]);

/** What lines have in common that follow each other, and what seals them. */
interface Common {
  by: string;
  action: string;
  job: string;
  who: string;
  second: number;
  seal: Seal;
}

/** The sealer of a line: those that follow each other share it. */
function sealersBy(seal: Seal): (line: LogLine, by: string) => Seal {
  let last: Common | null = null;
  return (line, by) => {
    const { action, job, who } = line;
    const second = secondOf(line);
    const isSame =
      last?.second === second &&
      last.job === job &&
      last.action === action &&
      last.by === by &&
      last.who === who;
    if (last && isSame) return last.seal;
    const common = ['line', by, action, asRead(job), asRead(who), String(second)];
    last = { by, action, job, who, second, seal: sealerFor(seal, common) };
    return last.seal;
  };
}

export function lineSeals({ seal, document, account }: Me): LineSeals {
  const [here, own] = [tagOf(document), tagOf(account)];
  const sealerOf = sealersBy(seal);
  /** `order-document-account-code`: in a copy, or with another key, a line says where it belongs. */
  const made = (line: LogLine, order: string, by: string): string => {
    const { id, name, before, after, tags } = line;
    const texts = [
      order,
      tags.length === 0 ? '' : joinTags(splitTags(asRead(joinTags(tags)))),
      asRead(id),
      asRead(name),
      asRead(before),
      asRead(after),
      ...TEXTS.map((text) => asRead(line[text] ?? '')),
    ];
    return `${order}-${here}-${by}-${sealerOf(line, by)(texts)}`;
  };
  return {
    sealOf: (line, order) => made(line, order, own),
    sealedAmong: (lines, isOwn) => {
      const seen = new Set<string>();
      return lines.filter((line) => {
        const { seal: text = '' } = line;
        if (!isOwn?.(line) && text !== made(line, orderIn(text), accountIn(text))) return false;
        // A line that somebody copied is one line.
        const { size } = seen;
        return seen.add(text).size > size;
      });
    },
  };
}

export const sealedAmong = <Line extends LogLine>(me: Me, lines: readonly Line[]): Line[] =>
  lineSeals(me).sealedAmong(lines);

/** Whether a sealed line was written with the Qrius account that the user has now. */
export const isOfAccount = ({ account }: Me, { seal = '' }: LogLine): boolean =>
  accountIn(seal) === tagOf(account);

/** Whether a line says that it was written in another document: this one is a copy. */
export const isCopied = ({ document }: Me, { seal = '' }: LogLine): boolean =>
  seal !== '' && documentIn(seal) !== tagOf(document);
