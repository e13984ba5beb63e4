// Blank rows that a write hit because rows moved: what it was to clear there and did not, and what it replaced.
import { once, sameValue } from './cells';
import { keyAt, textAt, type View, valueAt } from './columns';
import type { Comparison } from './comparison';
import { isBlank } from './pair-rows';
import type { Role } from './roles';

const PICTURE = ['id', 'image'] as const;

/** Asked for rows that were not recognized. */
interface Leftovers {
  /** Whether more blank rows show what one does than did so before: the write put it there once more. Also where it shows nothing. */
  isSurplus(index: number, hits: readonly Role[]): boolean;
  /** The roles of which a blank row shows what another one was to lose. */
  texts(index: number): Role[];
  /** Whether a blank row may still have a picture, which cannot be read. @param hits roles that it loses anyway. */
  mayBePicture(index: number, hits: readonly Role[]): boolean;
  /** A row (of the read before) with nothing but an ID that no row shows any more: the write replaced it. Each is given once. */
  replaced(index: number, hits: readonly Role[]): number | undefined;
}

export function leftovers({ written, then, now, ours, pairs, places }: Comparison): Leftovers {
  const cleared = once(() =>
    [...written.patches].flatMap(([row, { id }]) => (id === '' && isBlank(then, row) ? row : [])),
  );
  const haveMoved = once(() => [...places].some(([row, place]) => row !== place));
  const isLeft = (index: number, role: Role) => {
    const found = valueAt(now, index, role);
    return found !== '' && cleared().some((row) => sameValue(found, valueAt(written.before, row, role)));
  };
  const missing = once(() => {
    const shown = new Set(['', ...now.grid.map((_, index) => textAt(now, index, 'id'))]);
    const isBare = (row: number) => isBlank(then, row) && !shown.has(textAt(then, row, 'id'));
    return then.grid.flatMap((_, row) => (row > then.columns.headerRow && isBare(row) ? row : []));
  });
  const alike = (view: View, key: string, roles: readonly Role[], isAsked: (row: number) => boolean) =>
    view.grid.filter((_, row) => isAsked(row) && keyAt(view, row, roles) === key).length;
  return {
    isSurplus: (index, hits) => {
      const key = keyAt(now, index, hits);
      return (
        hits.length === 0 ||
        alike(now, key, hits, (row) => !pairs.has(row)) >
          alike(then, key, hits, (row) => isBlank(then, row) && !places.has(row))
      );
    },
    texts: (index) => (isBlank(now, index, ours) ? ours.filter((role) => isLeft(index, role)) : []),
    mayBePicture: (index, hits) =>
      cleared().length > 0 &&
      haveMoved() &&
      isBlank(now, index, hits) &&
      PICTURE.every((role) => hits.includes(role) || textAt(now, index, role) === ''),
    replaced: (index, hits) =>
      hits.includes('id') && isBlank(now, index, hits) ? missing().shift() : undefined,
  };
}
