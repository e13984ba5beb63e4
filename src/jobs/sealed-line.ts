// The seal of a line of the log. Jobs act only on lines whose seal holds; all others are for reading.
import { joinTags, splitTags } from '../table/cells';
import { hash } from '../table/fingerprint';
import { type LogLine, MAX_TEXT, timeText } from '../table/log';
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
const asRead = (text: string): string => text.slice(0, MAX_TEXT).replace(/\r\n?/g, '\n').trim();

function codeOf({ seal }: Me, line: LogLine, order: string, account: string): string {
  const { when, who, action, id, name, tags, before, after, job, description = '' } = line;
  const texts = [who, action, id, name, before, after, job, description].map(asRead);
  const read = joinTags(splitTags(asRead(joinTags(tags))));
  return seal(['line', order, account, timeText(when), read, ...texts]);
}

/** @param order see `SealedLine`. */
export function sealOf(me: Me, line: LogLine, order: number): string {
  const [number, account] = [order.toString(36), tagOf(me.account)];
  return `${number}-${tagOf(me.document)}-${account}-${codeOf(me, line, number, account)}`;
}

/** The lines whose seal holds. */
export function sealedAmong<Line extends LogLine>(me: Me, lines: readonly Line[]): SealedLine<Line>[] {
  const seen = new Set<string>();
  return lines.flatMap((line) => {
    const [, order = '', , account = '', code] = FORM.exec(line.seal ?? '') ?? [];
    // A line that somebody copied is one line.
    if (code === undefined || seen.has(code) || codeOf(me, line, order, account) !== code) return [];
    seen.add(code);
    return [{ ...line, order: Number.parseInt(order, 36), sameAccount: account === tagOf(me.account) }];
  });
}

/** Whether a line says that it was written in another document: this one is a copy. */
export function isCopied({ document }: Me, { seal = '' }: LogLine): boolean {
  const [, , there] = FORM.exec(seal) ?? [];
  return there !== undefined && there !== tagOf(document);
}
