// Judges what Status says: each row that was asked for has a word, and the word is true.
import type { Check } from '../../src/shared/contract/create';
import type { SheetState } from '../apps-script/cells';
import { displayAt } from '../apps-script/display';
import { lastColumn } from '../apps-script/extent';
import type { Played } from '../scenario/hand';
import type { DocumentName } from '../scenario/scenario';
import type { Reply } from '../scenario/tape';
import { type DocumentSeen, documentOf, type Evidence, linesOf, momentsOf, userPairs } from './evidence';
import { place, type Table, type TableRow, tablesOf } from './table';
import type { Violation } from './violation';

const content = ({ name, url }: TableRow): string => JSON.stringify([name, url]);
const wordPair = (row: TableRow): string[] => [JSON.stringify([row.name, row.url, row.status])];
/** Words that say that something is still to come. */
const UNFINISHED = /^(Queued|Creating…|In doubt|Change queued)/;

/** What the check says of a row without a destination. */
const BARE = /^the destination is missing/;

/** What the check before a job said. */
function checkBefore({ played: { tape } }: Evidence, reply: Reply): Pick<Check, 'skipped' | 'invalid'> {
  const earlier = tape.replies.slice(0, tape.replies.indexOf(reply));
  const check = earlier.findLast(
    (one) => one.method === 'checkRows' && one.document === reply.document && one.tab === reply.tab,
  );
  return check?.result?.ok ? (check.result.value as Check) : { skipped: [], invalid: [] };
}

/** The rows of a job's tab as it began. */
const rowsBefore = ({ foreign }: Evidence, { sheets, tab }: Reply): TableRow[] =>
  tablesOf(sheets, foreign).find(({ sheet }) => sheet.id === tab)?.rows ?? [];

/**
 * Rows without a destination that the check named, by tab and content. One that holds nothing but a name as the job reads it
 * is a heading: there is no place left to say more.
 */
function namedAsBare(evidence: Evidence, reply: Reply): string[] {
  const { invalid } = checkBefore(evidence, reply);
  const named = new Set(invalid.filter(({ sentence }) => BARE.test(sentence)).map(({ row }) => row));
  return rowsBefore(evidence, reply)
    .filter(({ row }) => named.has(row))
    .map((row) => `${reply.tab} ${content(row)}`);
}

/** Whether a row holds nothing but one cell. */
const isLone = (sheet: SheetState, { row }: TableRow): boolean =>
  Array.from({ length: lastColumn(sheet) }, (_, index) => displayAt(sheet, row, index + 1)).filter(
    (text) => text !== '',
  ).length === 1;

/**
 * How many rows of each content a job was not asked for, by tab and content of those that it was asked for: all of its tab that were
 * there when it was begun for the whole sheet, but for headings, totals and hidden rows.
 */
function asked(evidence: Evidence, reply: Reply): Map<string, number> {
  // Headings and totals ask for no code.
  const skipped = new Set(checkBefore(evidence, reply).skipped.map(({ row }) => row));
  const open = rowsBefore(evidence, reply).filter(
    (row) => row.id === '' && row.name !== '' && !skipped.has(row.row),
  );
  const hidden = open.filter((row) => row.hidden).map(content);
  return new Map(
    open
      .filter((row) => !row.hidden)
      .map((row) => [`${reply.tab} ${content(row)}`, hidden.filter((one) => one === content(row)).length]),
  );
}

const beginsAll = ({ method, input, result }: Reply): boolean =>
  method === 'createCodes' && result?.ok === true && input.includes('"scope":"sheet"');

function noWords(evidence: Evidence, seen: DocumentSeen): Violation[] {
  const replies = evidence.played.tape.replies.filter(
    (reply) => reply.document === seen.document && beginsAll(reply),
  );
  if (replies.length === 0) return [];
  const byUser = userPairs(seen, wordPair);
  // Which of the rows that are alike was hidden at that moment cannot be told later: as many of them need no word.
  const left = new Map<string, number>();
  for (const [one, hidden] of replies.flatMap((reply) => [...asked(evidence, reply)]))
    left.set(one, Math.min(hidden, left.get(one) ?? hidden));
  const bare = new Set(replies.flatMap((reply) => namedAsBare(evidence, reply)));
  return seen.endTables.flatMap(({ sheet, at, rows }) =>
    rows.flatMap((row): Violation[] => {
      const one = `${sheet.id} ${content(row)}`;
      const free = left.get(one);
      if (row.status !== '' || free === undefined || row.hidden) return [];
      if (bare.has(one) && isLone(sheet, row)) return [];
      if (wordPair(row).some((pair) => byUser.has(pair)) && wasCleared(seen, row)) return [];
      left.set(one, free - 1);
      if (free > 0) return [];
      const sentence = `The row “${row.name}” was asked for and has no word.`;
      return [{ kind: 'no-word', where: place(sheet, row.row, at.status ?? 1), sentence }];
    }),
  );
}

/** Whether a user's edit made the row's Status empty. */
const wasCleared = (seen: DocumentSeen, row: TableRow): boolean =>
  becameMore(seen, (one) => content(one) === content(row) && one.status === '');

/** Whether a user wrote the row's Status, or copied it: it was there at the beginning, or in more rows after an edit. */
const wasPut = (seen: DocumentSeen, { status }: TableRow): boolean => {
  const isIt = (one: TableRow) => one.status === status;
  return seen.startTables.some(({ rows }) => rows.some(isIt)) || becameMore(seen, isIt);
};

/** Whether there were more such rows after a user's edit than before. */
const becameMore = ({ edits }: DocumentSeen, isIt: (row: TableRow) => boolean): boolean =>
  edits.some(({ tablesBefore, tablesAfter }) => {
    const count = (tables: readonly Table[]) => tables.flatMap(({ rows }) => rows.filter(isIt)).length;
    return count(tablesAfter) > count(tablesBefore);
  });

/** Whether rows may have been marked for a job that was refused: these sentences come after its first write. */
const mayHaveMarked = ({ failure }: { failure: { code: string } }): boolean =>
  ['columns-changed', 'concurrent-edits'].includes(failure.code);

/** Whether the last job that was asked to change codes changed this one. Of a schedule's switches only the log says which job it was. */
function wasChanged(played: Evidence['played'], document: DocumentName, id: string): boolean {
  const { scenario, tape } = played;
  const { replies, sent } = tape;
  if (scenario.steps.some((step) => step.kind === 'schedule' && step.switches)) return false;
  const began = replies.findLast(
    ({ document: where, method, result }) =>
      where === document &&
      method === 'changeCodes' &&
      (result === null || result.ok || mayHaveMarked(result)),
  );
  const first = began?.sent.before ?? 0;
  const changes = sent
    .slice(first)
    .flatMap((one, offset) => (documentOf(played, first + offset) === document ? one.changes : []));
  return changes.some((one) => one.id === id && one.before !== null);
}

/** Whether a request to change anything named a code. */
const wasRequested = ({ tape }: Played, id: string): boolean =>
  tape.sent.some(
    ({ request: { method, url, body } }) => method !== 'GET' && `${url} ${body ?? ''}`.includes(id),
  );

/** Whether each user's account has a code: then none of their refreshes can have missed it. */
const isInEachAccount = (id: string, { users, qrius: { accounts } }: Played): boolean =>
  users.every(({ account }) => account === null || accounts[account ?? 0]?.codeIds.includes(id) === true);

/** Whether the log of a document has a line of a code. */
const isLogged = (documents: readonly DocumentSeen[], document: DocumentName, id: string): boolean =>
  documents.some((seen) => seen.document === document && linesOf(seen).some((line) => line.id === id));

/** The codes that were beside a row with this name and URL; none where one that was made for such a row is gone. */
function liveCodesOf({ name, url }: TableRow, { codes, documents }: Evidence): string[] {
  const isGone = [...codes.values()].some(
    (code) => code.now === null && code.names.has(name) && code.urls.has(url),
  );
  const rows = documents.flatMap(momentsOf).flatMap((tables) => tables.flatMap((table) => table.rows));
  const own = rows.filter((row) => row.id !== '' && row.name === name && row.url === url);
  const ids = [...new Set(own.map(({ id }) => id))];
  return !isGone && ids.every((id) => codes.get(id)?.now) ? ids : [];
}

type Claim = (row: TableRow, evidence: Evidence, document: DocumentName) => string | null;

/** What is not true of a word, as the end of a sentence; null where it is. */
const claims: Array<[word: RegExp, Claim]> = [
  [/^Unconfirmed/, ({ id }, { codes }) => (codes.get(id)?.now ? `it has the code ${id}` : null)],
  [
    /^(Created|Reused your|Changed: |Restored: |Imported from|Taken from|Switched to)/,
    ({ id }) => (id === '' ? 'it has no QR ID' : null),
  ],
  [
    /^(Paused\. )?(Changed|Restored): /,
    ({ id }, { played }) => (wasRequested(played, id) ? null : `no request was about ${id}`),
  ],
  [
    /another row’s .*ended up here as rows moved/,
    (_, { played: { tape } }) => (tape.edits.length === 0 ? 'nobody moved a row' : null),
  ],
  [
    /^(Failed: |Stopped before it was created|Not sent: |Not created: )/,
    ({ id }, { codes }) => (codes.get(id)?.now ? `it has the code ${id}` : null),
  ],
  [
    /^(Paused. )?Stopped before it was changed/,
    ({ id }, { played }, document) => (wasChanged(played, document, id) ? `the job changed ${id}` : null),
  ],
  [
    /^(Paused\. )?Stopped before its change was confirmed/,
    ({ id }, { documents }, document) =>
      isLogged(documents, document, id) ? null : `no job was to change ${id}`,
  ],
  [
    /^Not found in/,
    ({ id }, { played }) => (isInEachAccount(id, played) ? `Qrius has the code ${id}` : null),
  ],
  [/^Deleted/, ({ id }, { codes }) => (codes.get(id)?.now ? `Qrius has the code ${id}` : null)],
  [
    /^Deleted/,
    (row, evidence) => {
      const ids = row.id === '' ? liveCodesOf(row, evidence) : [];
      return ids.length > 0 ? `Qrius has ${ids.join(', ')}` : null;
    },
  ],
  [/^Paused/, ({ id }, { codes }) => (codes.get(id)?.now?.paused === false ? `${id} is active` : null)],
  [/^Activated/, ({ id }, { codes }) => (codes.get(id)?.now?.paused ? `${id} is paused` : null)],
];

function untrueWords(evidence: Evidence, seen: DocumentSeen): Violation[] {
  const byUser = userPairs(seen, ({ id, status }) => [JSON.stringify([id, status])]);
  return seen.endTables.flatMap(({ sheet, at, rows }) =>
    rows.flatMap((row): Violation[] => {
      const where = place(sheet, row.row, at.status ?? 1);
      if (UNFINISHED.test(row.status) && !wasPut(seen, row))
        return [{ kind: 'no-word', where, sentence: `The row “${row.name}” is left as “${row.status}”.` }];
      if (row.status === '' || byUser.has(JSON.stringify([row.id, row.status]))) return [];
      return claims.flatMap(([word, claim]): Violation[] => {
        const untrue = word.test(row.status) ? claim(row, evidence, seen.document) : null;
        if (untrue === null) return [];
        const sentence = `The row “${row.name}” says “${row.status}”, but ${untrue}.`;
        return [{ kind: 'untrue-word', where, sentence }];
      });
    }),
  );
}

export const words = (evidence: Evidence): Violation[] =>
  evidence.documents.flatMap((seen) => [...noWords(evidence, seen), ...untrueWords(evidence, seen)]);
