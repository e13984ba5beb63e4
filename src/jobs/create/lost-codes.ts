// The code that a row had before a write that was cut off put another's over it: only the account can tell, and the log.
import type { Code } from '../../qrius/readings';
import { groupBy, once } from '../../table/cells';
import { comparableUrl } from '../../table/fingerprint';
import type { Patch, Row } from '../../table/rows';
import { failed } from '../../table/status';
import type { Base } from '../fields';
import { isNear, sameName, sameUrl } from './near';
import { codeCells } from './settle';
import { mayLackOneOf } from './words';

/** What a list does not show of its codes, the log says. @param bases what it says, by ID. */
export const withLogged = (codes: readonly Code[], bases: ReadonlyMap<string, Base>): Code[] =>
  codes.map((code) => {
    const { name = null, destination = null } = bases.get(code.id) ?? {};
    return { ...code, name: code.name ?? name, destination: code.destination ?? destination };
  });

/** What an account says that codes are for. Of what a list does not show, the only row that fits says it; none fits where it is gone. */
export function listedBases(codes: readonly Code[], rows: readonly Row[]): Map<string, Base> {
  const byName = once(() => groupBy(rows, ({ name }) => name.trim()));
  const byUrl = once(() => groupBy(rows, ({ destination }) => comparableUrl(destination)));
  return new Map(
    codes.flatMap(({ id, name, destination }): Array<[string, Base]> => {
      if (name !== null && destination !== null) return [[id, { name, destination }]];
      if (name === null && destination === null) return [];
      const fitting =
        name === null ? byUrl().get(comparableUrl(destination ?? '')) : byName().get(name.trim());
      const [row, ...others] = fitting ?? [];
      if (others.length > 0) return [];
      return [[id, { name: name ?? row?.name ?? '', destination: destination ?? row?.destination ?? '' }]];
    }),
  );
}

/**
 * @param free codes that are in no row.
 * @returns null where none can be the row's; a Status that names them where nobody can tell which is.
 */
export function lostCells(row: Row, free: readonly Code[], images: boolean): Patch | null {
  const [own, ...others] = free.filter((code) => isNear(row, code));
  if (own && others.length === 0) return codeCells(own, row, images);
  // The row may have been edited since.
  const candidates = free.filter((code) => sameName(row, code) || sameUrl(row, code));
  return candidates.length === 0 ? null : { status: failed(mayLackOneOf(candidates)) };
}
