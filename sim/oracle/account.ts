// Judges the account: no code is there twice for one row, and none without anybody knowing.
import {
  type DocumentSeen,
  documentOf,
  type EditSeen,
  type Evidence,
  type KnownCode,
  linesOf,
  momentsOf,
} from './evidence';
import { isDoubted, namesThatLost, rowsCutOff, wasEditedAway } from './excuses';
import type { Table } from './table';
import type { Violation } from './violation';

const contentOf = (name: string, url: string): string => JSON.stringify([name, url]);

/** How often each text occurs. */
function countBy(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

const idsIn = (tables: readonly Table[]): string[] =>
  tables.flatMap(({ rows }) => rows.map(({ id }) => id).filter((id) => id !== ''));

/** IDs that a user's own edit took out of a document: no other row has them either. */
function removedByUser({ edits }: Pick<DocumentSeen, 'edits'>): string[] {
  return edits.flatMap(({ tablesBefore, tablesAfter }) => {
    const after = new Set(idsIn(tablesAfter));
    return [...new Set(idsIn(tablesBefore))].filter((id) => !after.has(id));
  });
}

/** Whether a tab has no column of IDs any more: its rows had codes, as the log says. */
const losesIds = ({ tablesBefore, tablesAfter }: EditSeen): boolean =>
  tablesBefore.some(
    ({ sheet, at }) =>
      at.id !== undefined &&
      tablesAfter.some((other) => other.sheet.id === sheet.id && other.at.id === undefined),
  );

const rowsIn = (tables: readonly Table[]): number => tables.reduce((sum, { rows }) => sum + rows.length, 0);

/** Contents of rows that a user deleted, whatever code stood beside them at that moment. A row that was edited is still there. */
const removedRows = ({ edits }: DocumentSeen): string[] => {
  const contents = (tables: readonly Table[]) =>
    countBy(tables.flatMap(({ rows }) => rows.map(({ name, url }) => contentOf(name, url))));
  return edits.flatMap(({ tablesBefore, tablesAfter }) => {
    if (rowsIn(tablesAfter) >= rowsIn(tablesBefore)) return [];
    const after = contents(tablesAfter);
    return [...contents(tablesBefore)].flatMap(([one, count]) =>
      count > (after.get(one) ?? 0) ? [one] : [],
    );
  });
};

/** The most rows that had each content at one moment, over all tabs and documents. */
function mostRows({ documents, stored }: Evidence): Map<string, number> {
  const most = new Map<string, number>();
  for (const document of documents) {
    const own = new Map<string, number>();
    for (const tables of momentsOf(document)) {
      const contents = tables.flatMap(({ rows }) =>
        rows.map((row) => {
          const { name, url } = stored(row.name, row.url);
          return contentOf(name, url);
        }),
      );
      for (const [content, count] of countBy(contents))
        own.set(content, Math.max(own.get(content) ?? 0, count));
    }
    for (const [content, count] of own) most.set(content, (most.get(content) ?? 0) + count);
  }
  return most;
}

const isOurs = (code: KnownCode): boolean => code.sent !== null;

/** No more codes of one content than rows that asked for one. */
export function doubles(evidence: Evidence): Violation[] {
  const { codes, documents, stored } = evidence;
  const rows = mostRows(evidence);
  const removed = new Set(
    documents.flatMap(({ edits }) => removedByUser({ edits: edits.filter((edit) => !losesIds(edit)) })),
  );
  const groups = new Map<string, KnownCode[]>();
  for (const code of codes.values()) {
    if (!isOurs(code) || code.now === null || code.sent === null) continue;
    const { name, url } = stored(code.sent.name, code.sent.destinationUrl);
    const content = contentOf(name, url);
    groups.set(content, [...(groups.get(content) ?? []), code]);
  }
  return [...groups].flatMap(([content, made]): Violation[] => {
    const again = made.filter(({ id }) => removed.has(id)).length;
    const allowed = Math.max(1, rows.get(content) ?? 0) + again;
    if (made.length <= allowed) return [];
    const ids = made.map(({ id }) => id).join(', ');
    return [
      {
        kind: 'double',
        where: ids,
        sentence: `${made.length} codes (${ids}) were made for ${allowed} row(s) with ${content}.`,
      },
    ];
  });
}

/** Every code that the add-on made is in a row, or somebody was told of it, or a user removed it from the sheet. */
export function orphans(evidence: Evidence): Violation[] {
  const { codes, documents, told, played } = evidence;
  const shown = new Set(documents.flatMap(({ endTables }) => idsIn(endTables)));
  const removed = new Set(documents.flatMap(removedByUser));
  const rowsRemoved = new Set(documents.flatMap(removedRows));
  const lost = namesThatLost(evidence);
  let cutRows = rowsCutOff(evidence).length;
  const logged = new Set(documents.flatMap(linesOf).map(({ id }) => id));
  return [...codes.values()].flatMap((code): Violation[] => {
    const { id, now, slug } = code;
    if (now === null || shown.has(id) || removed.has(id)) return [];
    const isShownOnce = wasShown(documents, id);
    // Its row was deleted by hand while another code stood beside it.
    if (isShownOnce && rowsRemoved.has(contentOf(now.name, now.destinationUrl))) return [];
    if (!isOurs(code) && !isShownOnce) return [];
    const address = `${played.qrius.config.shortBase}/${slug}`;
    if (told.includes(id) || told.includes(address)) return [];
    if (isDoubted(evidence, slug)) return [];
    const sentence = `The code ${id} of “${now.name}” is in no row, and nobody was told of it.`;
    // Its row says that it may have had a code, and was edited since: nobody can tell which.
    const { name, destinationUrl } = now;
    if (cutRows > 0 && wasEditedAway(evidence, { name, destinationUrl, slug: null })) {
      cutRows -= 1;
      return [{ kind: 'orphan', where: id, sentence, isTold: true }];
    }
    // What the log has of a code, the add-on knows.
    const at = logged.has(id) ? -1 : lost.indexOf(now.name);
    if (at >= 0) {
      lost.splice(at, 1);
      return [];
    }
    return [{ kind: 'orphan', where: id, sentence }];
  });
}

const wasShown = (documents: readonly DocumentSeen[], id: string): boolean =>
  documents.some((document) => momentsOf(document).some((tables) => idsIn(tables).includes(id)));

/**
 * No code is made of what a user deleted or edited before its row was marked: after the mark is written the add-on reads the row
 * again.
 */
export function needless({ codes, documents, played, stored }: Evidence): Violation[] {
  return documents.flatMap((seen) =>
    seen.edits.flatMap(({ sent, tablesBefore, tablesAfter }, index) => {
      const later = [tablesAfter, ...seen.edits.slice(index + 1).map((edit) => edit.tablesAfter)].flat();
      const left = new Set(later.flatMap(({ rows }) => rows.map(({ name, url }) => contentOf(name, url))));
      const waiting = tablesBefore.flatMap(({ rows }) =>
        rows.filter(({ id, status }) => id === '' && /^(Queued)?$/.test(status)),
      );
      const gone = waiting.filter(({ name, url }) => !left.has(contentOf(name, url)));
      return gone.flatMap(({ name, url }): Violation[] => {
        const kept = stored(name, url);
        const made = [...codes.values()].find(
          (code) =>
            code.madeBy >= sent &&
            code.sent?.name === kept.name &&
            code.sent.destinationUrl === kept.url &&
            documentOf(played, code.madeBy) === seen.document,
        );
        if (!made) return [];
        const sentence = `The code ${made.id} was made for “${name}”, ${url}, which was gone before it was marked.`;
        return [{ kind: 'orphan', where: made.id, sentence }];
      });
    }),
  );
}
