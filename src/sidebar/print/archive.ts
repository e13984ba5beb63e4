// The ZIP file: pictures, and a table of what each of them is.
import { strToU8, type Zippable, zipSync } from 'fflate';
import type { PrintableCode } from '../../shared/contract/print';
import { csvOf } from '../../shared/csv';
import { WORDS } from './words';

/** So that a spreadsheet reads the table as UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';
const MANIFEST = 'manifest.csv';

/** A picture of a code. */
export interface PictureFile {
  code: PrintableCode;
  /** With its ending. */
  name: string;
  content: Uint8Array;
}

/** The manifest: a line for each file. Cells that a spreadsheet would take for formulas are guarded. */
export const manifestOf = (files: PictureFile[]): string =>
  BYTE_ORDER_MARK +
  csvOf(
    [
      WORDS.manifest,
      ...files.map(({ name, code }) => [
        name,
        code.name,
        code.slug,
        code.shortUrl,
        code.destination,
        code.id,
      ]),
    ],
    ',',
  );

/** Packs the pictures. PNG files are compressed already. */
export function zipOf(files: PictureFile[]): Uint8Array {
  const entries: Zippable = { [MANIFEST]: strToU8(manifestOf(files)) };
  for (const { name, content } of files) entries[name] = [content, { level: name.endsWith('.png') ? 0 : 6 }];
  return zipSync(entries);
}
