// The two things the page does: print labels, and download pictures. Each code is checked first.

import type { PrintableCode, Printables } from '../../shared/contract/print';
import { type PictureFile, zipOf } from './archive';
import { pngOf } from './canvas';
import { checkCode, type LeftOut, type Proven, type Verdict } from './check';
import { labelContent, pageOptions, pictureCaption } from './compose';
import { fileNames, safeName } from './file-names';
import type { LabelSheet } from './label-sheets';
import { pagesOf } from './labels';
import { clearPaper, newPaper, saveFile } from './output';
import { checkPicture, fileOf } from './qrius-picture';
import { captionOf, type LabelSettings, type Settings } from './settings';
import { type Control, forEachInSlices, mapTogether } from './slices';
import { codeSvg, type LabelContent, pageSvg, testPageSvg } from './svg';
import type { Measure } from './text';
import { WORDS } from './words';

export interface Outcome {
  /** Codes that were printed or downloaded. */
  count: number;
  leftOut: LeftOut[];
}

interface Run extends Control {
  settings: Settings;
  source: Printables;
  measure: Measure;
}

async function checkAll(codes: PrintableCode[], side: number | null, run: Run) {
  const proven: Proven[] = [];
  const leftOut: LeftOut[] = [];
  const note = (verdict: Verdict) => {
    if (verdict.ok) proven.push(verdict);
    else leftOut.push(verdict);
  };
  if (run.settings.artist === 'qrius') {
    const check = (code: PrintableCode) => checkPicture(code, side);
    for (const verdict of await mapTogether(codes, check, run, 'checking')) note(verdict);
  } else {
    const check = (code: PrintableCode) => note(checkCode(code, run.settings.style, side));
    await forEachInSlices(codes, check, run, 'checking');
  }
  return { proven, leftOut };
}

/** Checks the codes, puts their labels into the document, and opens the print dialog. @throws Cancelled */
export async function printLabels(sheet: LabelSheet, run: Run): Promise<Outcome> {
  const { settings, source, measure } = run;
  const options = pageOptions(settings, sheet, false);
  const { proven, leftOut } = await checkAll(source.codes, options.layout.code.side, run);
  if (proven.length === 0) return { count: 0, leftOut };
  const contents: LabelContent[] = [];
  const pages = pagesOf(sheet, proven.length, settings.labels);
  try {
    const addPage = newPaper(sheet.pageW, sheet.pageH);
    await forEachInSlices(proven, (one) => contents.push(labelContent(one, settings, options, measure)), run);
    await forEachInSlices(
      pages,
      (places) => addPage(pageSvg(places, (item) => contents[item], options)),
      run,
    );
  } catch (error) {
    clearPaper();
    throw error;
  }
  window.print();
  return { count: proven.length, leftOut };
}

/** Prints the edges of the labels alone. */
export function printTestPage(sheet: LabelSheet, { nudge }: LabelSettings): void {
  newPaper(sheet.pageW, sheet.pageH)(testPageSvg(sheet, nudge, WORDS.testPageWords));
  window.print();
}

/** Checks the codes, makes their pictures, and saves them as one ZIP file. @throws Cancelled */
export async function downloadPictures(run: Run): Promise<Outcome> {
  const { settings, source, measure } = run;
  const { svg, png, width, pattern } = settings.pictures;
  const { proven, leftOut } = await checkAll(source.codes, null, run);
  if (proven.length === 0) return { count: 0, leftOut };
  const names = fileNames(
    proven.map(({ code }) => code),
    pattern,
    source.headers,
  );
  const files: PictureFile[] = [];
  const encoder = new TextEncoder();
  const make = ({ code, artwork }: Proven, index: number) => {
    const name = names[index] ?? '';
    if ('href' in artwork) {
      files.push({ code, name: `${name}.png`, content: fileOf(artwork) });
      return;
    }
    const caption = pictureCaption(artwork, captionOf(code, settings.caption), measure);
    if (svg) files.push({ code, name: `${name}.svg`, content: encoder.encode(codeSvg(artwork, caption)) });
    if (png) files.push({ code, name: `${name}.png`, content: pngOf(artwork, caption, width) });
  };
  await forEachInSlices(proven, make, run, 'packing');
  saveFile(`${safeName(source.fileName) || 'codes'}.zip`, 'application/zip', zipOf(files));
  return { count: proven.length, leftOut };
}
