// Rows that had codes, in a sheet whose QR IDs are gone: their column was deleted or cleared, or its header renamed.
import { idsOf } from '../../table/cells';
import { sentHash } from '../../table/fingerprint';
import { readLog } from '../../table/log';
import type { Row } from '../../table/rows';
import { NONCE_LENGTH } from '../../table/status';
import { hashesIn } from '../fields';
import type { PlanContext } from '../kind';
import { isOfAccount } from '../sealed-line';
import type { Table } from '../table/load';
import { sealedToken, unsealedToken } from './binding';

/**
 * Rows without a mark for which the log has a code count as unconfirmed, so that Qrius is asked before another one is created.
 * Whoever wrote the line: nothing is done for it but that. One that this Qrius account may not list stays unconfirmed: its mark
 * counts as somebody else's. It does so once: as soon as the column is there, its user may clear the mark.
 */
export function withLostIds(
  { ports: { log, store, random, textsElsewhere }, sheetId }: Pick<PlanContext, 'ports' | 'sheetId'>,
  { rows, columns }: Pick<Table, 'rows' | 'columns'>,
): readonly Row[] {
  if (rows.some(({ id }) => id !== '')) return rows;
  const lines = readLog(log.read());
  const wanted = new Set(rows.map(hashOf));
  const hashes = [...hashesIn(lines)].flatMap(([id, all]) =>
    all.flatMap((hash) => (wanted.has(hash) ? { id, hash } : [])),
  );
  if (hashes.length === 0) return rows;
  const shown = textsElsewhere(sheetId);
  const lost = hashes.filter(({ id }) => !shown.has(id));
  const ours = idsOf(lines.filter((line) => isOfAccount(store.me, line)));
  const own = new Set(lost.flatMap(({ id, hash }) => (ours.has(id) ? hash : [])));
  const had = columns.at.id === undefined ? new Set(lost.map(({ hash }) => hash)) : own;
  return rows.map((row) => {
    const hash = hashOf(row);
    if (row.empty || row.skip !== null || row.mark.kind !== 'none' || !had.has(hash)) return row;
    // Without a made slug: what is in the code says whose it is.
    const nonce = random(NONCE_LENGTH);
    const token = own.has(hash) ? sealedToken(store.me, nonce, row) : unsealedToken(nonce, row);
    return { ...row, mark: { kind: 'doubt', token, tries: 0 } };
  });
}

const hashOf = ({ name, destination }: Row): string => sentHash(name, destination);

/** Whether the mark of a row is not in the sheet yet. */
export const isLost = ({ mark, status }: Row): boolean => !status.includes(mark.token);
