// The first page, or the first picture, as it will be.
import { useMemo } from 'preact/hooks';
import { Notice } from '../parts/notice';
import { type Proven, tryDrawing } from './check';
import { labelContent, pageOptions, pictureCaption } from './compose';
import type { LabelSheet } from './label-sheets';
import { pagesOf } from './labels';
import { sizeWarning } from './rules';
import { captionOf, type Settings } from './settings';
import type { PrintableCode } from './source';
import { codeSvg, pageSvg } from './svg';
import type { Measure } from './text';
import { WORDS } from './words';

interface Props {
  codes: PrintableCode[];
  settings: Settings;
  measure: Measure;
}

const addressOf = (svg: string) => `data:image/svg+xml,${encodeURIComponent(svg)}`;

/** The first codes that can be drawn. They are read back only when they are printed. */
function firstDrawn(codes: PrintableCode[], { style }: Settings, most: number): Proven[] {
  const drawn: Proven[] = [];
  for (const code of codes) {
    if (drawn.length >= most) break;
    const drawing = tryDrawing(code, style);
    if (typeof drawing !== 'string') drawn.push({ code, drawing });
  }
  return drawn;
}

/** The code with the shortest URL has the fewest modules, so it is the smallest in print. */
function smallestOf(codes: PrintableCode[], settings: Settings): Proven[] {
  const byLength = [...codes].sort((one, other) => one.shortUrl.length - other.shortUrl.length);
  return firstDrawn(byLength, settings, 1);
}

export function PagePreview({ codes, settings, measure, sheet }: Props & { sheet: LabelSheet }) {
  const { labels } = settings;
  const { address, pages, count, warning } = useMemo(() => {
    const options = pageOptions(settings, sheet, true);
    const places = pagesOf(sheet, codes.length, labels);
    const first = places[0] ?? [];
    const contents = firstDrawn(codes, settings, first.length).map((one) =>
      labelContent(one, settings, options, measure),
    );
    const smallest = smallestOf(codes, settings).map(({ drawing }) => drawing);
    return {
      address: addressOf(pageSvg(first, (item) => contents[item], options)),
      pages: places.length,
      count: first.length,
      warning: sizeWarning(smallest, options.layout.code.side),
    };
  }, [codes, settings, sheet, measure]);
  return (
    <section class="preview" aria-label={WORDS.preview}>
      {warning && <Notice kind="hint" message={warning} />}
      <p class="quiet">{WORDS.previewOf(pages)}</p>
      <img
        src={address}
        alt={WORDS.previewAlt(count)}
        style={{ aspectRatio: `${sheet.pageW} / ${sheet.pageH}` }}
      />
      <p class="quiet">{WORDS.scaleHint}</p>
    </section>
  );
}

export function PicturePreview({ codes, settings, measure }: Props) {
  const address = useMemo(() => {
    const [first] = firstDrawn(codes, settings, 1);
    if (!first) return null;
    const caption = pictureCaption(first.drawing, captionOf(first.code, settings.caption), measure);
    return addressOf(codeSvg(first.drawing, caption));
  }, [codes, settings, measure]);
  return (
    <section class="preview single" aria-label={WORDS.preview}>
      {address && <img src={address} alt={WORDS.pictureAlt} />}
    </section>
  );
}
