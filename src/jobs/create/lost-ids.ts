// Rows that had codes, in a sheet whose column of QR IDs is gone: it was deleted, or its header renamed.
import { idsOf } from '../../table/cells';
import { sentHash } from '../../table/fingerprint';
import { readLog } from '../../table/log';
import type { Row } from '../../table/rows';
import { NONCE_LENGTH } from '../../table/status';
import { basesOf, hashOfBase } from '../fields';
import type { PlanContext } from '../kind';
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
  { ports: { log, store, random, textsElsewhere }, sheetId }: Pick<PlanContext, 'ports' | 'sheetId'>,
  { columns }: Pick<Table, 'columns'>,
  rows: readonly Row[],
): Row[] {
  if (columns.at.id !== undefined) return [...rows];
  const lines = readLog(log.read());
  const hashOf = ({ name, destination }: Row) => sentHash(name, destination);
  const wanted = new Set(rows.map(hashOf));
  const hashes = [...basesOf(lines)].flatMap(([id, bases]) =>
    bases.flatMap((base) => {
      const hash = hashOfBase(base);
      return hash !== null && wanted.has(hash) ? { id, hash } : [];
    }),
  );
  if (hashes.length === 0) return [...rows];
  const shown = textsElsewhere(sheetId);
  const lost = hashes.filter(({ id }) => !shown.has(id));
  const own = idsOf(lines.filter((line) => isOfAccount(store.me, line)));
  const had = new Set(lost.map(({ hash }) => hash));
  const mayList = new Set(lost.flatMap(({ id, hash }) => (own.has(id) ? hash : [])));
  return rows.map((row) => {
    const hash = hashOf(row);
    if (row.mark.kind !== 'none' || !had.has(hash)) return row;
    // Without a made slug: what is in the code says whose it is.
    const nonce = random(NONCE_LENGTH);
    const token = mayList.has(hash) ? sealedToken(store.me, nonce, row) : unsealedToken(nonce, row);
    return { ...row, mark: { kind: 'doubt', token, tries: 0 } };
  });
}
