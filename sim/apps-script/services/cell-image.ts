// Pictures inside cells: CellImageBuilder and CellImage (SpreadsheetApp reference). Nothing is drawn.
import type { CellPicture } from '../cells';
import { make, stateOf } from '../facade';
import { isSvg } from '../pictures';
import { Refusal } from '../refusal';
import type { FacadeClass } from '../types';
import { handle, text } from './methods';

/** A step of the builder, which changes the builder and gives it back. */
const step = (set: (draft: CellPicture, value: string) => void) =>
  handle<CellPicture>((x, draft, value) => {
    set(draft, text(value, 'value'));
    return make(x, 'CellImageBuilder', draft);
  });

export const cellImageBuilderClass: FacadeClass<CellPicture> = {
  name: 'CellImageBuilder',
  permission: 'document',
  methods: {
    // A data URI works as source (docs/facts/apps-script.md#image-formulas). That SVG is refused here is assumed from IMAGE.
    setSourceUrl: step((draft, url) => {
      if (isSvg(url)) throw new Refusal("SVG file format isn't supported");
      draft.source = url;
    }),
    setAltTextTitle: step((draft, title) => {
      draft.title = title;
    }),
    setAltTextDescription: step((draft, description) => {
      draft.description = description;
    }),
    build: handle((x, draft) => {
      if (draft.source === '') throw new Refusal('The source URL of the image is not set.');
      return make(x, 'CellImage', { ...draft });
    }),
  },
};

export const cellImageClass: FacadeClass<CellPicture> = {
  name: 'CellImage',
  permission: 'document',
  methods: {
    getAltTextTitle: handle((_, { title }) => title ?? ''),
    getAltTextDescription: handle((_, { description }) => description ?? ''),
    // The source cannot be read back (docs/facts/apps-script.md#cell-images).
    getUrl: handle(() => null),
    toBuilder: handle((x, picture) => make(x, 'CellImageBuilder', { ...picture })),
  },
};

/** The picture that a script hands in as a value; undefined where it is something else. */
export function pictureIn(value: unknown): CellPicture | undefined {
  const state = stateOf(value);
  return typeof state === 'object' && state !== null && 'source' in state
    ? (state as CellPicture)
    : undefined;
}
