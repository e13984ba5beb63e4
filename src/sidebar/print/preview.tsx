// The first page, or the first picture, as it will be.
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { PrintableCode } from '../../shared/contract/print';
import { Notice } from '../ui/notice';
import { type Proven, tryDrawing } from './check';
import { labelContent, pageOptions, pictureCaption } from './compose';
import type { LabelSheet } from './label-sheets';
import { pagesOf } from './labels';
import { checkPicture } from './qrius-picture';
import { sizeWarning } from './rules';
import { captionOf, labelsFault, type Settings } from './settings';
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
    const artwork = tryDrawing(code, style);
    if (typeof artwork !== 'string') drawn.push({ code, artwork });
  }
  return drawn;
}

/** What the first codes are printed with. Pictures from Qrius come later than the rest. */
function useFirst(codes: PrintableCode[], settings: Settings, most: number): Proven[] {
  const { artist, style } = settings;
  const drawn = useMemo(
    () => (artist === 'page' ? firstDrawn(codes, settings, most) : []),
    [codes, artist, style, most],
  );
  const [loaded, setLoaded] = useState<Proven[]>([]);
  useEffect(() => {
    const control = new AbortController();
    setLoaded([]);
    if (artist === 'qrius') {
      Promise.all(codes.slice(0, most).map((code) => checkPicture(code, null))).then((verdicts) => {
        if (!control.signal.aborted) setLoaded(verdicts.flatMap((verdict) => (verdict.ok ? [verdict] : [])));
      });
    }
    return () => control.abort();
  }, [codes, artist, most]);
  return artist === 'page' ? drawn : loaded;
}

/** The code with the shortest URL has the fewest modules, so it is the smallest in print. */
function smallestOf(codes: PrintableCode[], settings: Settings): Proven[] {
  const byLength = [...codes].sort((one, other) => one.shortUrl.length - other.shortUrl.length);
  return firstDrawn(byLength, settings, 1);
}

export function PagePreview({ codes, settings, measure, sheet }: Props & { sheet: LabelSheet }) {
  const places = useMemo(
    // Copies are as many as somebody types: settings with a fault fill no pages.
    () => (labelsFault(settings.labels, codes.length) ? [] : pagesOf(sheet, codes.length, settings.labels)),
    [codes, settings, sheet],
  );
  const page = places[0] ?? [];
  const first = useFirst(codes, settings, page.length);
  const { address, warning } = useMemo(() => {
    const options = pageOptions(settings, sheet, true);
    const contents = first.map((one) => labelContent(one, settings, options, measure));
    const smallest = settings.artist === 'page' ? smallestOf(codes, settings) : first;
    return {
      address: addressOf(pageSvg(page, (item) => contents[item], options)),
      warning:
        smallest.length > 0
          ? sizeWarning(
              smallest.map(({ artwork }) => artwork),
              options.layout.code.side,
            )
          : null,
    };
  }, [codes, settings, sheet, measure, first]);
  return (
    <section class="preview" aria-label={WORDS.preview}>
      {warning && <Notice kind="hint" message={warning} />}
      <p class="quiet">{places.length === 0 ? WORDS.emptySheet : WORDS.previewOf(places.length)}</p>
      <img
        src={address}
        alt={WORDS.previewAlt(page.length)}
        style={{ aspectRatio: `${sheet.pageW} / ${sheet.pageH}` }}
      />
      <p class="quiet">{WORDS.scaleHint}</p>
    </section>
  );
}

export function PicturePreview({ codes, settings, measure }: Props) {
  const [first] = useFirst(codes, settings, 1);
  const address = useMemo(() => {
    if (!first) return null;
    const { code, artwork } = first;
    if ('href' in artwork) return artwork.href;
    return addressOf(codeSvg(artwork, pictureCaption(artwork, captionOf(code, settings.caption), measure)));
  }, [settings, measure, first]);
  return (
    <section class="preview single" aria-label={WORDS.preview}>
      {address && <img src={address} alt={WORDS.pictureAlt} />}
    </section>
  );
}
