// Rows that had codes, in a sheet whose QR IDs are gone: their column was deleted or cleared, or its header renamed.
import { sentHash } from '../../table/fingerprint';
import { readLog } from '../../table/log';
import type { Row } from '../../table/rows';
import { NONCE_LENGTH } from '../../table/status';
import type { Ports } from '../ports';
import { isOfAccount } from '../sealed-line';
import type { Table } from '../table/load';
import { sealedToken, unsealedToken } from './binding';
import { sentIn } from './look-up';

/**
 * Rows without a mark for which the log has a code count as unconfirmed, so that Qrius is asked before another one is created.
 * Whoever wrote the line: nothing is done for it but that. One that this Qrius account may not list stays unconfirmed: its mark
 * counts as somebody else's. It does so once: as soon as the column is there, its user may clear the mark.
 */
export function withLostIds(
  { log, store: { me }, random }: Pick<Ports, 'log' | 'store' | 'random'>,
  { rows, columns }: Pick<Table, 'rows' | 'columns'>,
): readonly Row[] {
  if (rows.some(({ id }) => id !== '')) return rows;
  const lines = readLog(log.read());
  const hashes = (some: typeof lines) =>
    new Set([...sentIn(some).values()].map(({ name, destination }) => sentHash(name, destination)));
  const own = hashes(lines.filter((line) => isOfAccount(me, line)));
  const had = columns.at.id === undefined ? hashes(lines) : own;
  return rows.map((row) => {
    const hash = sentHash(row.name, row.destination);
    if (row.empty || row.skip !== null || row.mark.kind !== 'none' || !had.has(hash)) return row;
    // Without a made slug: what is in the code says whose it is.
    const nonce = random(NONCE_LENGTH);
    const token = own.has(hash) ? sealedToken(me, nonce, row) : unsealedToken(nonce, row);
    return { ...row, mark: { kind: 'doubt', token, tries: 0 } };
  });
}

/** Whether the mark of a row is not in the sheet yet. */
export const isLost = ({ mark, status }: Row): boolean => !status.includes(mark.token);
