// Rows that had codes, in a sheet whose column of QR IDs is gone: it was deleted, or its header renamed.
import { sentHash } from '../../table/fingerprint';
import { readLog } from '../../table/log';
import type { Row } from '../../table/rows';
import { NONCE_LENGTH } from '../../table/status';
import { basesOf, hashOfBase } from '../fields';
import type { Ports } from '../ports';
import { isOfAccount } from '../sealed-line';
import type { Table } from '../table/load';
import { sealedToken, unsealedToken } from './binding';

/**
 * Rows without a mark for which the log has a code count as unconfirmed, so that Qrius is asked before another one is created.
 * Whoever wrote the line: nothing is done for it but that. One that this Qrius account may not list stays unconfirmed: its mark
 * counts as somebody else's.
 * @param rows some of the table's.
 */
export function withLostIds(
  { log, store: { me }, random }: Pick<Ports, 'log' | 'store' | 'random'>,
  { columns }: Pick<Table, 'columns'>,
  rows: readonly Row[],
): Row[] {
  if (columns.at.id !== undefined) return [...rows];
  const lines = readLog(log.read());
  const hashesIn = (some: typeof lines) => new Set([...basesOf(some).values()].flat().map(hashOfBase));
  const had = hashesIn(lines);
  const own = hashesIn(lines.filter((line) => isOfAccount(me, line)));
  return rows.map((row) => {
    const hash = sentHash(row.name, row.destination);
    if (row.mark.kind !== 'none' || !had.has(hash)) return row;
    // Without a made slug: what is in the code says whose it is.
    const nonce = random(NONCE_LENGTH);
    const token = own.has(hash) ? sealedToken(me, nonce, row) : unsealedToken(nonce, row);
    return { ...row, mark: { kind: 'doubt', token, tries: 0 } };
  });
}
