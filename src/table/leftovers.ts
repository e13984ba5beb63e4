// What a write was to clear in blank rows, and that was elsewhere by then, because rows moved again.
import { once, sameValue } from './cells';
import { textAt, valueAt } from './columns';
import type { Comparison } from './comparison';
import { isBlank } from './pair-rows';
import type { Role } from './roles';

const PICTURE = ['id', 'image'] as const;

/** Asked for rows that were not recognized. */
interface Leftovers {
  /** The roles of which a blank row shows what another one was to lose. */
  texts(index: number): Role[];
  /** Whether a blank row may still have a picture, which cannot be read. @param hits roles that it loses anyway. */
  mayBePicture(index: number, hits: readonly Role[]): boolean;
}

export function leftovers({ written, then, now, ours, places }: Comparison): Leftovers {
  const cleared = once(() =>
    [...written.patches].flatMap(([row, { id }]) => (id === '' && isBlank(then, row) ? row : [])),
  );
  const haveMoved = once(() => [...places].some(([row, place]) => row !== place));
  const isLeft = (index: number, role: Role) => {
    const found = valueAt(now, index, role);
    return found !== '' && cleared().some((row) => sameValue(found, valueAt(written.before, row, role)));
  };
  return {
    texts: (index) => (isBlank(now, index, ours) ? ours.filter((role) => isLeft(index, role)) : []),
    mayBePicture: (index, hits) =>
      cleared().length > 0 &&
      haveMoved() &&
      isBlank(now, index, hits) &&
      PICTURE.every((role) => hits.includes(role) || textAt(now, index, role) === ''),
  };
}
