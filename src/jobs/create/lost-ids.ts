// Rows that had codes, in a sheet whose column of QR IDs is gone: it was deleted, or its header renamed.
import { sentHash } from '../../table/fingerprint';
import { readLog } from '../../table/log';
import type { Row } from '../../table/rows';
import { NONCE_LENGTH } from '../../table/status';
import { basesOf, hashOfBase } from '../fields';
import type { Ports } from '../ports';
import type { Table } from '../table/load';
import { sealedToken } from './binding';

/**
 * Rows without a mark for which the log has a code count as unconfirmed, so that Qrius is asked before another one is created.
 * Whoever wrote the line: nothing is done for it but that.
 * @param rows some of the table's.
 */
export function withLostIds(
  { log, store, random }: Pick<Ports, 'log' | 'store' | 'random'>,
  { columns }: Pick<Table, 'columns'>,
  rows: readonly Row[],
): Row[] {
  if (columns.at.id !== undefined) return [...rows];
  const had = new Set([...basesOf(readLog(log.read())).values()].flat().map(hashOfBase));
  return rows.map((row) => {
    if (row.mark.kind !== 'none' || !had.has(sentHash(row.name, row.destination))) return row;
    // Without a made slug: what is in the code says whose it is.
    const token = sealedToken(store.me, random(NONCE_LENGTH), row);
    return { ...row, mark: { kind: 'doubt', token, tries: 0 } };
  });
}
