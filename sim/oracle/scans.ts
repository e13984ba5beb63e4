// Judges scan counts: each row shows a number that Qrius gave for its code.
import type { Played } from '../scenario/hand';
import { type Evidence, userPairs } from './evidence';
import { place, type TableRow } from './table';
import type { Violation } from './violation';

/** What a code shows that was never scanned, whatever Qrius answers then. */
const NONE = ['', '0'];

/** Beside its code; beside a name and a URL where there was none yet. */
const scansPair = ({ id, scans }: TableRow): string[] => [JSON.stringify([id, scans])];
const ownPair = ({ name, url, scans }: TableRow): string => JSON.stringify(['', name, url, scans]);
const scansPairs = (row: TableRow): string[] => (row.id === '' ? [ownPair(row)] : scansPair(row));

const wasAnswered = ({ tape }: Played, { id, scans }: TableRow): boolean =>
  tape.sent.some(
    ({ request, result }) =>
      request.url.includes(id) && new RegExp(`\\b${scans}\\b`).test('body' in result ? result.body : ''),
  );

/** What a row says whose code's user may not write the scans beside it. */
const KEPT = /The (.* and )?scans( and .*)? cells? keeps? (its text|their texts)/;

/** No row has the scans of another code. What a user put beside a code is theirs. */
export const wrongScans = ({ documents, played }: Evidence): Violation[] =>
  documents.flatMap((seen) => {
    const pairs = userPairs(seen, scansPairs);
    return seen.endTables.flatMap(({ sheet, at, rows }) =>
      rows
        .filter((row) => row.id !== '' && /^\d+$/.test(row.scans) && !NONE.includes(row.scans))
        .filter(
          (row) =>
            ![...scansPair(row), ownPair(row)].some((pair) => pairs.has(pair)) && !wasAnswered(played, row),
        )
        .map((row) => ({
          kind: 'wrong-row' as const,
          where: place(sheet, row.row, at.scans ?? 1),
          sentence: `The row “${row.name}” shows ${row.scans} scans, which Qrius never gave for ${row.id}.`,
          ...(KEPT.test(row.status) && { isTold: true as const }),
        })),
    );
  });
