// What the judges look at: the codes with all that they ever were, the tables at each moment, and what users were told.
import type { JobView } from '../../src/shared/contract/job';
import { LOG_NAME, type ReadLine, readLog } from '../../src/table/log';
import { displayTable } from '../apps-script/tables';
import type { Code } from '../qrius/state';
import { storedFields } from '../qrius/stores';
import type { Played } from '../scenario/hand';
import type { DocumentName } from '../scenario/scenario';
import { type Edited, type Reply, type Sheets, sheetsOf } from '../scenario/tape';
import {
  type ForeignHeaders,
  foreignHeaders,
  isLogSheet,
  type Table,
  type TableRow,
  tablesOf,
} from './table';

/** One code and all that it ever was. */
export interface KnownCode {
  id: string;
  /** What it is now; null after it was deleted. */
  now: Code | null;
  names: Set<string>;
  urls: Set<string>;
  slug: string;
  /** Number of the request that made it; -1 where it was there before. */
  madeBy: number;
  /** The request that made it: the fields as they were sent; null where the add-on did not make it. */
  sent: { name: string; destinationUrl: string; slug: string | null } | null;
  /** The document for which a request of the add-on deleted it; null where none did. */
  deletedIn: DocumentName | null;
}

/** A user's edit with the tables right before and after it. */
export interface EditSeen extends Edited {
  tablesBefore: Table[];
  tablesAfter: Table[];
}

export interface DocumentSeen {
  document: DocumentName;
  start: Sheets;
  startTables: Table[];
  end: Sheets;
  endTables: Table[];
  edits: EditSeen[];
}

export interface Evidence {
  played: Played;
  foreign: ForeignHeaders;
  codes: Map<string, KnownCode>;
  documents: DocumentSeen[];
  /** IDs of codes of which a Status has said, at some moment, what they were made for, and with which slug. */
  explained: Record<'edits' | 'slugs' | 'reused', ReadonlySet<string>>;
  /** IDs of codes beside which a Status has said, at some moment, that they were imported. */
  imported: ReadonlySet<string>;
  /** All that the sidebar said, and the Status cells at the end, in one text. */
  told: string;
  /** A name and a URL as Qrius keeps them. */
  stored: (name: string, url: string) => { name: string; url: string };
  storedSlug: (slug: string) => string;
}

function storedOf({ qrius }: Played): Pick<Evidence, 'stored' | 'storedSlug'> {
  const { stores } = qrius.config;
  const address = (url: string) => {
    try {
      return storedFields(stores, { destinationUrl: url }).destinationUrl;
    } catch {
      return url;
    }
  };
  return {
    stored: (name, url) => ({
      name: storedFields(stores, { name: name.trim() }).name,
      url: address(url.trim()),
    }),
    storedSlug: (slug) => storedFields(stores, { slug }).slug,
  };
}

const textIn = (body: unknown, field: string): string | null => {
  const value = typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined;
  return typeof value === 'string' ? value : null;
};

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Every code that there ever was. */
function codesOf(played: Played, { stored }: Pick<Evidence, 'stored'>): Evidence['codes'] {
  const codes: Evidence['codes'] = new Map();
  const know = (code: Code): KnownCode => {
    const known: KnownCode = codes.get(code.id) ?? {
      id: code.id,
      now: null,
      slug: code.slug,
      madeBy: -1,
      sent: null,
      deletedIn: null,
      names: new Set(),
      urls: new Set(),
    };
    known.names.add(code.name);
    known.urls.add(code.destinationUrl);
    codes.set(code.id, known);
    return known;
  };
  /** Creates that got no code at once: a late one may have made it. */
  const open: unknown[] = [];
  for (const [number, { request, changes }] of played.tape.sent.entries()) {
    const creates = request.method === 'POST' && /\/qr$/.test(request.url);
    if (creates) open.push(bodyOf(request.body));
    for (const { before, after } of changes) {
      if (before) know(before);
      if (before && !after) know(before).deletedIn = documentOf(played, number);
      if (!after) continue;
      const known = know(after);
      if (before) continue;
      known.madeBy = number;
      const index = open.findLastIndex((body) => {
        const kept = stored(textIn(body, 'name') ?? '', textIn(body, 'destinationUrl') ?? '');
        return kept.name === after.name && kept.url === after.destinationUrl;
      });
      const [body] = index < 0 ? [] : open.splice(index, 1);
      const [name, destinationUrl] = [textIn(body, 'name'), textIn(body, 'destinationUrl')];
      known.sent = {
        name: name ?? after.name,
        destinationUrl: destinationUrl ?? after.destinationUrl,
        slug: textIn(body, 'slug'),
      };
    }
  }
  for (const code of Object.values(played.qrius.codes)) know(code).now = code;
  return codes;
}

const seededIds = ({ scenario }: Played): string[] => (scenario.service?.codes ?? []).map(({ id }) => id);

function documentSeen(played: Played, foreign: ForeignHeaders, document: DocumentName): DocumentSeen[] {
  const [world, start] = [played.worlds[document], played.starts[document]];
  if (!world || !start) return [];
  const end = sheetsOf(world);
  const edits = played.tape.edits
    .filter((edit) => edit.document === document)
    .map((edit) => ({
      ...edit,
      tablesBefore: tablesOf(edit.before, foreign),
      tablesAfter: tablesOf(edit.after, foreign),
    }));
  const [startTables, endTables] = [tablesOf(start, foreign), tablesOf(end, foreign)];
  return [{ document, start, startTables, end, endTables, edits }];
}

const isView = (value: unknown): value is JobView =>
  typeof value === 'object' && value !== null && 'phase' in value && 'orphans' in value;

/** The views of jobs that a sidebar was answered with. */
export const viewsOf = ({ tape }: Played): JobView[] => viewsIn(tape.replies);

/** The views of jobs in some of the answers. */
export const viewsIn = (replies: readonly Reply[]): JobView[] =>
  replies.flatMap(({ result }) => {
    if (!result?.ok) return [];
    const value = result.value;
    if (isView(value)) return [value];
    const job = typeof value === 'object' && value !== null ? Reflect.get(value, 'job') : null;
    return isView(job) ? [job] : [];
  });

/** The document that a request was sent for; one that a trigger sent counts as the original's. */
export const documentOf = ({ tape }: Played, request: number): DocumentName =>
  tape.replies.findLast(({ sent: { before, after } }) => before <= request && request < after)?.document ??
  'original';

function toldIn(played: Played, documents: readonly DocumentSeen[]): string {
  const views = viewsOf(played).flatMap(({ orphans, faults, failure }) => [
    ...orphans.map(({ id, shortUrl }) => `${id} ${shortUrl}`),
    ...faults.map(({ sentence }) => sentence),
    failure?.message ?? '',
  ]);
  const words = documents.flatMap(({ endTables }) =>
    endTables.flatMap(({ rows }) => rows.map(({ status }) => status)),
  );
  return [...new Set([...views, ...words])].join('\n');
}

/** A later job may put its own word over the one that explains. */
function saidIn({ tape }: Played, foreign: ForeignHeaders): Pick<Evidence, 'explained' | 'imported'> {
  const moments = [...tape.replies.map(({ sheets }) => sheets), ...tape.ends];
  const seen = moments.flatMap((sheets) => tablesOf(sheets, foreign).flatMap(({ rows }) => rows));
  const saying = (word: RegExp) =>
    new Set(seen.filter(({ status }) => word.test(status)).map(({ id }) => id));
  return {
    explained: {
      edits: saying(/^Created, but the row was edited/),
      slugs: saying(/^Created with the slug /),
      reused: saying(/^Reused your existing code/),
    },
    imported: saying(/^Imported from Qrius/),
  };
}

/** Collects what is there when a scenario has been played. */
export function evidenceOf(played: Played): Evidence {
  const asStored = storedOf(played);
  const codes = codesOf(played, asStored);
  const known = new Set([...seededIds(played), ...codes.keys()]);
  const foreign = foreignHeaders(played.starts.original, known);
  const documents = (['original', 'copy'] as const).flatMap((name) => documentSeen(played, foreign, name));
  const told = toldIn(played, documents);
  return { played, foreign, codes, documents, told, ...saidIn(played, foreign), ...asStored };
}

/** The lines of a document's log, over all its parts. */
export const linesOf = ({ end }: DocumentSeen): ReadLine[] =>
  end
    .filter((sheet) => isLogSheet(sheet) && sheet.name.startsWith(LOG_NAME))
    .flatMap((sheet) => readLog(displayTable(sheet)));

/** The tables of a document at each moment that was recorded, oldest first. */
export const momentsOf = ({ startTables, edits, endTables }: DocumentSeen): Table[][] => [
  startTables,
  ...edits.flatMap(({ tablesBefore, tablesAfter }) => [tablesBefore, tablesAfter]),
  endTables,
];

/**
 * What of rows a user put together: texts that `pairOf` gives for rows right after an edit, and not right before it. What a
 * document begins with counts as put together by its users.
 */
export function userPairs(
  { startTables, edits }: DocumentSeen,
  pairsOf: (row: TableRow) => string[],
): Set<string> {
  const of = (tables: readonly Table[]) => new Set(tables.flatMap(({ rows }) => rows.flatMap(pairsOf)));
  const pairs = of(startTables);
  for (const { tablesBefore, tablesAfter } of edits) {
    const before = of(tablesBefore);
    for (const pair of of(tablesAfter)) if (!before.has(pair)) pairs.add(pair);
  }
  return pairs;
}
