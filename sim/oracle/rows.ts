// Judges the rows: each code beside the row that it was made for, with its own short URL, slug and picture.
import type { Output } from '../../src/shared/contract/methods';
import { shortUrlOf } from '../qrius/views';
import { type DocumentSeen, type Evidence, type KnownCode, momentsOf, userPairs } from './evidence';
import { hides } from './excuses';
import { place, type Table, type TableRow, tablesOf } from './table';
import type { Violation } from './violation';

/** What sentences of the add-on quote of a long text. */
const QUOTED = 200;

const pair = (id: string, role: string, text: string): string => JSON.stringify([id, role, text]);
const pairsOf = (row: TableRow): string[] =>
  (['name', 'url', 'shortUrl', 'slug', 'picture'] as const).map((role) => pair(row.id, role, row[role]));

interface Judged {
  evidence: Evidence;
  table: Table;
  row: TableRow;
  pairs: ReadonlySet<string>;
  seen: DocumentSeen;
}

/**
 * Whether a user edited the row when its code was there already, whatever stood beside it at that moment. What was edited before
 * the request left must be in the Status.
 */
const wasEdited = ({ seen, row }: Judged, { madeBy, urls }: KnownCode): boolean =>
  seen.edits.some(({ sent, tablesBefore, tablesAfter }) => {
    const rowsOf = (tables: readonly Table[]) => tables.flatMap(({ rows }) => rows);
    const before = new Set(rowsOf(tablesBefore).map(({ name, url }) => JSON.stringify([name, url])));
    const made = rowsOf(tablesAfter).filter(({ name, url }) => !before.has(JSON.stringify([name, url])));
    // Its address may have been changed since, as was asked.
    return (
      sent > madeBy && made.some(({ name, url }) => name === row.name && (url === row.url || urls.has(url)))
    );
  });

/** Whether a user put these two together. */
const byUser = ({ row, pairs }: Judged, role: 'name' | 'url' | 'shortUrl' | 'slug' | 'picture'): boolean =>
  pairs.has(pair(row.id, role, row[role]));

const wrong = ({ table, row }: Judged, sentence: string): Violation => ({
  kind: 'wrong-row',
  where: place(table.sheet, row.row, table.at.id ?? 1),
  sentence,
});

function withoutCode(judged: Judged): Violation[] {
  const { row } = judged;
  return (['shortUrl', 'picture'] as const)
    .filter((role) => row[role] !== '' && !byUser(judged, role))
    .map((role) =>
      wrong(judged, `The row “${row.name}” has no QR ID, but the ${role} ${row[role]} (“${row.status}”).`),
    );
}

/** The name and the URL are those of the code, or a user put them beside it, or the Status says what it was made for. */
function inputs(judged: Judged, code: KnownCode): Violation[] {
  const { evidence, row } = judged;
  const kept = evidence.stored(row.name, row.url);
  // What the list does not show is not imported.
  const isUnknown = (text: string, field: string) =>
    text === '' && evidence.imported.has(row.id) && hides(evidence.played.scenario, field);
  const fits = {
    // A row shows what was sent, or, as one that was imported, what Qrius keeps.
    name:
      [row.name, kept.name].some((name) => code.names.has(name)) ||
      byUser(judged, 'name') ||
      isUnknown(row.name, 'name'),
    url:
      [row.url, kept.url].some((url) => code.urls.has(url)) ||
      byUser(judged, 'url') ||
      isUnknown(row.url, 'destinationUrl'),
  };
  if (fits.name && fits.url) return [];
  // It opens the same page, whatever it is called.
  if (fits.url && evidence.explained.reused.has(row.id)) return [];
  if ((fits.name || fits.url) && wasEdited(judged, code)) return [];
  const { name, destinationUrl } = code.sent ?? {
    name: [...code.names][0],
    destinationUrl: [...code.urls][0],
  };
  // Another job may have another word since.
  const { tape } = evidence.played;
  const moments = [...momentsOf(judged.seen), ...tape.ends.map((end) => tablesOf(end, evidence.foreign))];
  const words = moments.flatMap((tables) => tables.flatMap(({ rows }) => rows));
  const says = [row, ...words.filter(({ id }) => id === row.id)].some(({ status }) =>
    [name, destinationUrl].every((text) => status.includes(text?.slice(0, QUOTED) ?? '')),
  );
  if (says || evidence.explained.edits.has(row.id)) return [];
  const made = `made for “${name}”, ${destinationUrl}`;
  return [
    wrong(judged, `The row “${row.name}”, ${row.url} has the code ${row.id}, ${made} (“${row.status}”).`),
  ];
}

function outputs(judged: Judged, code: KnownCode): Violation[] {
  const { evidence, row } = judged;
  const { qrius } = evidence.played;
  const address = code.now ? shortUrlOf(qrius, code.now) : `${qrius.config.shortBase}/${code.slug}`;
  const found: Violation[] = [];
  if (row.shortUrl !== address && !byUser(judged, 'shortUrl'))
    found.push(
      wrong(
        judged,
        `The row “${row.name}” has ${row.id}, ${address}, but shows “${row.shortUrl}” (“${row.status}”).`,
      ),
    );
  const slugFits =
    evidence.storedSlug(row.slug) === code.slug ||
    row.status.includes(code.slug) ||
    evidence.explained.slugs.has(row.id) ||
    evidence.explained.edits.has(row.id) ||
    wasTyped(judged);
  if (row.slug !== '' && !slugFits && !byUser(judged, 'slug'))
    found.push(
      wrong(
        judged,
        `The row “${row.name}” has ${row.id} with the slug ${code.slug}, but shows “${row.slug}” (“${row.status}”).`,
      ),
    );
  const { address: kind } = qrius.config.pictures;
  const pictureFits = kind !== 'absolute' || row.picture === '' || row.picture.includes(`/${row.id}.`);
  if (!pictureFits && !byUser(judged, 'picture'))
    found.push(
      wrong(judged, `The row “${row.name}” has ${row.id}, but shows ${row.picture} (“${row.status}”).`),
    );
  if (isSilent(judged))
    found.push({
      kind: 'no-word',
      where: place(judged.table.sheet, row.row, judged.table.at.picture ?? 1),
      sentence: `The row “${row.name}” has ${row.id}, but neither a picture nor a word why not (“${row.status}”).`,
    });
  return found;
}

/** Whether a user put that slug into the row, whatever code stood beside it at that moment. */
const wasTyped = ({ seen, row }: Judged): boolean =>
  seen.edits.some(({ tablesBefore, tablesAfter }) => {
    const [had, has] = [tablesBefore, tablesAfter].map((tables) =>
      tables.some(({ rows }) =>
        rows.some((one) => one.name === row.name && one.url === row.url && one.slug === row.slug),
      ),
    );
    return has && !had;
  });

/** A row that says it has its code, with nothing in the picture's cell though pictures were asked for. */
function isSilent(judged: Judged): boolean {
  const { evidence, table, row } = judged;
  const isAskedFor = evidence.played.scenario.steps.every(
    (step) => !('button' in step && step.button.kind === 'create' && step.button.images === false),
  );
  const isDone = /^(Created|Imported|Reused)/.test(row.status);
  // One that was there before may have its picture in a column that refuses others.
  const isNew = evidence.codes.get(row.id)?.sent !== null;
  return (
    isAskedFor &&
    isDone &&
    isNew &&
    table.at.picture !== undefined &&
    row.picture === '' &&
    !byUser(judged, 'picture')
  );
}

/** Whether a preview in this document said that the rows of this tab do not follow. */
function isLeftOut({ evidence, table, seen }: Judged): boolean {
  return evidence.played.tape.replies.some(({ method, result, document }) => {
    if (method !== 'previewChange' || !result?.ok || document !== seen.document) return false;
    const { elsewhere } = result.value as Output<'previewChange'>;
    return elsewhere.some(({ sheet, follows }) => sheet === table.sheet.name && !follows);
  });
}

function judgeRow(judged: Judged): Violation[] {
  const { evidence, row, seen } = judged;
  if (row.id === '') return withoutCode(judged);
  const code = evidence.codes.get(row.id);
  if (!code) {
    if (byUser(judged, 'name') || byUser(judged, 'url')) return [];
    return [wrong(judged, `The row “${row.name}” has the QR ID ${row.id}, which Qrius never had.`)];
  }
  const found = [...inputs(judged, code), ...outputs(judged, code)];
  const follows = !isLeftOut(judged);
  if (code.deletedIn === seen.document && follows && !byUser(judged, 'name'))
    found.push(
      wrong(judged, `The row “${row.name}” shows ${row.id}, which the add-on deleted (“${row.status}”).`),
    );
  return found;
}

function inDocument(evidence: Evidence, seen: DocumentSeen): Violation[] {
  const pairs = userPairs(seen, pairsOf);
  return seen.endTables.flatMap((table) =>
    table.rows.flatMap((row) => judgeRow({ evidence, table, row, pairs, seen })),
  );
}

/** Each row that shows a code shows its own. */
export const wrongRows = (evidence: Evidence): Violation[] =>
  evidence.documents.flatMap((seen) => inDocument(evidence, seen));
