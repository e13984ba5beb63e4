// What a row shows of its code's picture.
import type { Code } from '../qrius/readings';
import { imageFormula, noPicture } from '../table/cells';
import type { Patch } from '../table/rows';
import { withoutPicture } from '../table/status';

/** The picture of a code, and a Status that says why none is seen. */
export function pictureCells({ imageUrl }: Code, status: string): Pick<Patch, 'image' | 'status'> {
  const formula = imageFormula(imageUrl);
  const why = noPicture(imageUrl);
  return {
    image: formula === '' ? '' : { formula },
    status: why === null ? status : withoutPicture(status, why),
  };
}
