// Judges what left with a user's key: only values that the user was shown before, in the check, in a preview, or as what was typed.
import type { ChangeRequest } from '../../src/shared/contract/change';
import type { SwitchList } from '../../src/shared/contract/schedule';
import { isBeginning } from '../../src/sidebar/job/calls';
import { displayAt } from '../apps-script/display';
import type { Code } from '../qrius/state';
import type { Reply, Sent, Sheets } from '../scenario/tape';
import { documentOf, type Evidence } from './evidence';
import { type Table, type TableRow, tablesOf } from './table';
import type { Violation } from './violation';

/** A press, or what is shown before it: what its user could see then. */
interface Look {
  /** Number of the reply. */
  at: number;
  /** How many requests had left when it was over; for a press that begins itself, when it began. */
  until: number;
  request: ChangeRequest | null;
  rows: Array<TableRow & { tags: string; description: string }>;
}

interface Body {
  name?: string;
  destinationUrl?: string;
  slug?: string;
  description?: string;
  tags?: string[];
  qrCodeIds?: string[];
}

const CHECKS = ['checkRows', 'retryFailed', 'previewChange'];

function rowsOf(tables: readonly Table[]): Look['rows'] {
  return tables.flatMap(({ sheet, at, rows }) => {
    const text = (row: number, column = 0) => (column === 0 ? '' : displayAt(sheet, row, column));
    return rows.map((row) => ({
      ...row,
      tags: text(row.row, at.tags),
      description: text(row.row, at.description).trim(),
    }));
  });
}

/** A switch that the owner of a schedule approved as it was listed. */
interface Approval {
  /** How many requests had left when it was approved. */
  until: number;
  id: string;
  next: string;
  /** Epoch milliseconds. */
  on: number;
}

const APPROVES = ['setSchedule', 'approveSwitches'];

/** What was listed right before a press that approved it. Scenarios with switches are in UTC. */
function approvalsOf({ played: { tape }, foreign }: Evidence): Approval[] {
  return tape.replies.flatMap((reply, at): Approval[] => {
    const listed = tape.replies[at - 1];
    if (!APPROVES.includes(reply.method) || reply.result?.ok === false || listed?.method !== 'listSwitches')
      return [];
    const { switches } = (listed.result?.ok ? listed.result.value : { switches: [] }) as SwitchList;
    const rows = tablesOf(listed.sheets, foreign).flatMap((table) => table.rows);
    return switches.flatMap(({ row, next, at: time }): Approval[] => {
      const { id } = rows.find((one) => one.row === row) ?? { id: '' };
      return [{ until: reply.sent.before, id, next, on: Date.parse(`${time.replace(' ', 'T')}Z`) }];
    });
  });
}

function looksOf({ played, foreign }: Evidence): Look[] {
  const { replies, edits } = played.tape;
  const keyed = new Set(played.users.flatMap(({ id, account }) => (account === null ? [] : [id])));
  return replies.flatMap((reply, at): Look[] => {
    const { method, user, result, sent, input } = reply;
    const begins = method === 'retryFailed';
    if (!keyed.has(user) || !CHECKS.includes(method) || !(begins || result?.ok)) return [];
    const moments: Sheets[] = [reply.sheets, ...editsDuring(reply, edits).map(({ after }) => after)];
    const rows = moments.flatMap((sheets) => rowsOf(tablesOf(sheets, foreign)));
    const request =
      method === 'previewChange' ? (JSON.parse(input) as { request: ChangeRequest }).request : null;
    return [{ at, until: begins ? sent.before : sent.after, request, rows }];
  });
}

const editsDuring = (
  { edits: from, editsAfter, document }: Reply,
  edits: Evidence['played']['tape']['edits'],
) => edits.slice(from, editsAfter).filter((one) => one.document === document);

/** What the add-on's own requests changed so far, by code: what an undo may bring back. */
class Past {
  private readonly values = new Map<string, Set<string>>();
  private readonly made = new Set<string>();

  note({ changes }: Sent): void {
    for (const { id, before, after } of changes) {
      if (!before) this.made.add(id);
      if (!before || !after) continue;
      const own = this.values.get(id) ?? new Set<string>();
      for (const field of FIELDS)
        if (String(before[field]) !== String(after[field])) own.add(`${field} ${before[field]}`);
      this.values.set(id, own);
    }
  }

  has(id: string, field: keyof Code, value: unknown): boolean {
    return this.values.get(id)?.has(`${field} ${value}`) ?? false;
  }

  isMade(id: string): boolean {
    return this.made.has(id);
  }
}

const FIELDS = ['name', 'destinationUrl', 'description', 'tags', 'paused'] as const;

/** A made slug, or one with what was added because it was taken. */
const slugFits = (slug: string | undefined, asked: string): boolean =>
  asked === ''
    ? slug === undefined || /^[a-z0-9]{9}$/.test(slug)
    : `${slug ?? asked}-`.startsWith(`${asked}-`);

function isShownCreate(evidence: Evidence, body: Body, looks: readonly Look[]): boolean {
  const kept = evidence.stored(body.name ?? '', body.destinationUrl ?? '');
  return looks.some(({ rows }) =>
    rows.some((row) => {
      const shown = evidence.stored(row.name, row.url);
      return (
        (shown.name === kept.name || row.name === '') &&
        shown.url === kept.url &&
        slugFits(body.slug, row.slug) &&
        (body.tags ?? []).every((tag) => row.tags.includes(tag)) &&
        (body.description ?? '') === row.description
      );
    }),
  );
}

/** What a request about codes asks for: a field and its value. */
function askedOf(path: string, body: Body): Array<[field: keyof Code | 'gone', value: unknown]> {
  if (/pause$/.test(path)) return [['paused', true]];
  if (/(activate|resume)$/.test(path)) return [['paused', false]];
  if (/delete$/.test(path)) return [['gone', true]];
  const fields = (['name', 'destinationUrl', 'description', 'tags'] as const).filter(
    (field) => body[field] !== undefined,
  );
  return fields.map((field) => [field, body[field]]);
}

/** Whether a look at a code showed that this would be done to it. */
function isAgreed(
  { request, rows }: Look,
  id: string,
  field: keyof Code | 'gone',
  value: unknown,
  past: Past,
): boolean {
  const own = rows.filter((row) => row.id === id);
  switch (request?.kind) {
    case undefined:
      return false;
    case 'undo':
      return field === 'gone'
        ? past.isMade(id)
        : past.has(id, field, value) || (field === 'tags' && past.has(id, 'tags', value));
    case 'destination':
      return own.length > 0 && field === 'destinationUrl' && value === request.url;
    case 'tags':
      return own.length > 0 && field === 'tags';
    case 'pause':
    case 'activate':
      return own.length > 0 && field === 'paused' && value === (request.kind === 'pause');
    case 'delete':
      return own.length > 0 && field === 'gone';
    default:
      return own.some((row) => isIn(row, field, value));
  }
}

/** Whether a row says what a code is to have. */
function isIn(row: Look['rows'][number], field: keyof Code | 'gone', value: unknown): boolean {
  if (field === 'name') return row.name === value;
  if (field === 'destinationUrl') return row.url === value;
  if (field === 'description') return row.description === value;
  return field === 'tags' && Array.isArray(value) && value.every((tag) => row.tags.includes(String(tag)));
}

function idsOf(path: string, body: Body): string[] {
  return body.qrCodeIds ?? [decodeURIComponent(/\/qr\/([^/]+)$/.exec(path)?.[1] ?? '')];
}

/**
 * For each request the number of the last press in its document before the one that began its job: what was shown for that counts no more.
 * One that was cut off may have begun none.
 */
function pressesBefore({ played }: Evidence): number[] {
  const { replies, sent } = played.tape;
  const all = replies.flatMap(({ method, result, earlier, document, sent: { before } }, at) =>
    isBeginning(method) ? [{ at, earlier, before, document, begins: result?.ok === true }] : [],
  );
  return sent.map((_, index) => {
    const presses = all.filter(({ document }) => document === documentOf(played, index));
    const own = presses.findLast(({ before, begins }) => begins && before <= index);
    return presses.findLast(({ at }) => at < (own?.earlier ?? 0))?.at ?? -1;
  });
}

/** No request leaves with values that the owner of its key was not shown. */
export function unshown(evidence: Evidence): Violation[] {
  const all = looksOf(evidence);
  const past = new Past();
  const presses = pressesBefore(evidence);
  const approvals = approvalsOf(evidence);
  return evidence.played.tape.sent.flatMap((sent, index): Violation[] => {
    const { request } = sent;
    const looks = all.filter(({ at, until }) => until <= index && at > (presses[index] ?? -1));
    const isApproved = (id: string, field: keyof Code | 'gone', value: unknown) =>
      field === 'destinationUrl' &&
      approvals.some((one) => one.until <= index && one.id === id && one.next === value && one.on <= sent.at);
    const isAsked: IsAsked = (id, field, value) =>
      isApproved(id, field, value) || looks.some((look) => isAgreed(look, id, field, value, past));
    const found = request.method === 'GET' ? [] : judgeOne(evidence, request, looks, isAsked);
    past.note(sent);
    const where = `request ${index + 1}, ${request.url}`;
    return found.map((sentence) => ({ kind: 'unshown', where, sentence }));
  });
}

type IsAsked = (id: string, field: keyof Code | 'gone', value: unknown) => boolean;

function judgeOne(
  evidence: Evidence,
  request: Sent['request'],
  looks: readonly Look[],
  isAsked: IsAsked,
): string[] {
  const body = JSON.parse(request.body) as Body;
  const path = request.url.replace(/\?.*$/, '');
  if (/\/qr$/.test(path))
    return isShownCreate(evidence, body, looks)
      ? []
      : [`A code was asked for “${body.name}”, ${body.destinationUrl}, which nobody was shown.`];
  return idsOf(path, body).flatMap((id) =>
    askedOf(path, body).flatMap(([field, value]) =>
      isAsked(id, field, value)
        ? []
        : [`The ${field} of ${id} was to become ${JSON.stringify(value)}, which nobody was shown.`],
    ),
  );
}
