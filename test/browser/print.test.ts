// Labels on paper and pictures in a ZIP file, from the page as it is built: each one is read again and is its row's.
import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import Papa from 'papaparse';
import { draw, QUIET_ZONE, type Style } from '../../src/sidebar/print/drawing';
import { LABEL_SHEETS, type LabelSheet } from '../../src/sidebar/print/label-sheets';
import { bestTextPlace, layoutOf, pagesOf } from '../../src/sidebar/print/labels';
import { codeSvg } from '../../src/sidebar/print/svg';
import { PLAIN, readPng, sourceOf } from '../unit/print/helper';
import {
  decode,
  inkIn,
  inkShare,
  isInkWithin,
  type Paper,
  papersOf,
  read,
  renderSvg,
  thinned,
} from './paper';
import { type PrintPage, printPages } from './print-page';

jest.setTimeout(180_000);

/** Half a dot of 300 an inch is 0.04 mm. */
const EXACT_MM = 0.1;

/** About what packing the ZIP file takes, several times over: the machine may be busy. */
const LONGEST_PAUSE_MS = 5_000;

const open = printPages();

function sheetOf(id: string): LabelSheet {
  const found = LABEL_SHEETS.find((sheet) => sheet.id === id);
  if (!found) throw new Error(`There is no sheet ${id}.`);
  return found;
}

interface Filled {
  start?: number;
  copies?: number;
  nudge?: { x: number; y: number };
  /** What the codes are drawn in. */
  style?: Style;
}

/** Reads every label of every page: what it says, and where it is. */
function expectLabels(papers: Paper[], sheet: LabelSheet, urls: string[], filled: Filled = {}): void {
  const { start = 1, copies = 1, nudge = { x: 0, y: 0 }, style = PLAIN } = filled;
  const { code } = layoutOf(sheet, bestTextPlace(sheet));
  const pages = pagesOf(sheet, urls.length, { start, copies });
  expect(papers).toHaveLength(pages.length);
  let worst = 0;
  for (const [index, places] of pages.entries()) {
    const paper = papers[index];
    if (!paper) throw new Error('A page is missing.');
    for (const { x, y, item } of places) {
      const url = urls[item] ?? '';
      const area = { x: x + nudge.x + code.x, y: y + nudge.y + code.y, width: code.side, height: code.side };
      expect(read(paper, area)).toBe(url);
      const { size, symbol } = draw(url, style);
      const module = code.side / size;
      // Text may begin where the quiet zone ends.
      const inner = {
        x: area.x + module,
        y: area.y + module,
        width: area.width - 2 * module,
        height: area.height - 2 * module,
      };
      const ink = inkIn(paper, inner);
      if (!ink) throw new Error('A label is empty.');
      worst = Math.max(
        worst,
        Math.abs(ink.x - area.x - QUIET_ZONE * module),
        Math.abs(ink.y - area.y - QUIET_ZONE * module),
        Math.abs(ink.width - symbol * module),
        Math.abs(ink.height - symbol * module),
      );
    }
    const labels = places.map(({ x, y }) => ({
      x: x + nudge.x,
      y: y + nudge.y,
      width: sheet.w,
      height: sheet.h,
    }));
    expect(isInkWithin(paper, labels)).toBe(true);
  }
  expect(worst).toBeLessThanOrEqual(EXACT_MM);
}

const LOGO = {
  name: 'logo.svg',
  mimeType: 'image/svg+xml',
  buffer: Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#d00"/></svg>',
  ),
};

async function openWith(count: number): Promise<{ on: PrintPage; urls: string[] }> {
  const source = sourceOf(count);
  const on = await open({ visible: source });
  await on.button(/^Print \d+ codes?$/).waitFor();
  return { on, urls: source.codes.map(({ shortUrl }) => shortUrl) };
}

test.each([
  ['Avery L7160', 30],
  ['Avery 5160', 30],
  ['Avery 5167', 30],
  ['Avery 22805', 24],
  ['Avery 3475', 24],
  ['Herma 4606', 44],
  ['Avery 5293', 22],
  ['Avery C32011', 10],
  ['A6', 3],
  ['A4', 1],
  ['Letter tent', 3],
])(
  'on %s each of %i labels reads as its row, within 0.1 mm of its place, and no text leaves its label',
  async (id, count) => {
    const { on, urls } = await openWith(count);
    const sheet = sheetOf(id);
    await on.choose('Label sheet', id);
    expect(await on.finish(/^Print \d+ codes?$/)).toContain('checked and sent to the print dialog');
    expect((await on.state()).printed).toBe(1);
    const papers = papersOf(await on.pdf());
    for (const { width, height } of papers) {
      expect(Math.abs(width - (sheet.pageW / 25.4) * 300)).toBeLessThan(2);
      expect(Math.abs(height - (sheet.pageH / 25.4) * 300)).toBeLessThan(2);
    }
    expectLabels(papers, sheet, urls);
  },
);

test('labels begin where they were asked to, are copied and moved, with a logo, also from a dark page; the next change takes them off the paper', async () => {
  const { on, urls } = await openWith(5);
  const sheet = sheetOf('Avery L7160');
  await on.page.emulateMedia({ colorScheme: 'dark' });
  await on.page.getByLabel('Start at label').fill('20');
  await on.page.getByLabel('Copies of each code').fill('2');
  await on.page.getByText('Adjust to your printer').click();
  await on.page.getByLabel('Move right (mm)').fill('1.5');
  await on.page.getByLabel('Move down (mm)').fill('-0.7');
  await on.page.getByLabel('Logo (optional)').setInputFiles(LOGO);
  await on.button('Remove logo').waitFor();
  await on.finish(/^Print 5 codes$/);
  const filled = { start: 20, copies: 2, nudge: { x: 1.5, y: -0.7 } };
  const papers = papersOf(await on.pdf());
  expectLabels(papers, sheet, urls, { ...filled, style: { ...PLAIN, ecc: 'H' } });
  // The logo is on every page: on the last label, too, a dark rectangle without a gap is in the middle of the code.
  const { code } = layoutOf(sheet, 'beside');
  const [last] = pagesOf(sheet, 5, filled).at(-1)?.slice(-1) ?? [];
  const paper = papers.at(-1);
  if (!last || !paper) throw new Error('A page is missing.');
  const middle = {
    x: last.x + 1.5 + code.x + code.side / 2 - 1,
    y: last.y - 0.7 + code.y + code.side / 2 - 1,
  };
  expect(inkShare(paper, { ...middle, width: 2, height: 2 })).toBe(1);
  await on.page.getByLabel('Start at label').fill('1');
  expect(await on.page.locator('#paper').count()).toBe(0);
  await on.button('Print test page').click();
  const [test] = papersOf(await on.pdf());
  if (!test) throw new Error('There is no test page.');
  const first = inkIn(test, { x: 3, y: 3, width: sheet.w - 5, height: sheet.h - 5 });
  expect(first?.x).toBeCloseTo(sheet.x + 1.5, 0);
  expect(first?.y).toBeCloseTo(sheet.y - 0.7, 0);
});

test('1,000 pictures with names in many scripts are packed, each reads as its row, while the page still answers', async () => {
  const source = sourceOf(1_000);
  const on = await open({ visible: source });
  await on.page.getByLabel(/^Download pictures/).check();
  await on.page.getByLabel('PNG size (pixels)').fill('300');
  await on.page.getByLabel('File names').fill('{name}');
  await on.choose('Text', 'none');
  await on.page.evaluate(`
    globalThis.longest = 0;
    let last = performance.now();
    setInterval(() => { const now = performance.now(); longest = Math.max(longest, now - last); last = now; }, 5);
  `);
  const [download] = await Promise.all([
    on.page.waitForEvent('download'),
    on.button('Download 1,000 codes').click(),
  ]);
  const files = unzipSync(readFileSync(await download.path()));
  expect(Number(await on.page.evaluate('longest'))).toBeLessThan(LONGEST_PAUSE_MS);
  expect(download.suggestedFilename()).toBe('Trees.zip');
  expect(Object.keys(files)).toHaveLength(2_001);
  const { data: manifest } = Papa.parse<string[]>(
    Buffer.from(files['manifest.csv'] ?? [])
      .toString()
      .slice(1)
      .trim(),
  );
  expect(manifest).toHaveLength(2_001);
  const wanted = new Map(source.codes.map(({ id, shortUrl }) => [id, shortUrl]));
  for (const [name = '', , , shortUrl, , id = ''] of manifest.slice(1)) {
    const file = files[name];
    if (!file) throw new Error(`${name} is not in the ZIP file.`);
    expect(shortUrl).toBe(wanted.get(id));
    expect(decode(name.endsWith('.png') ? thinned(readPng(file)) : renderSvg(file))).toBe(shortUrl);
  }
});

test('pictures with a caption, in colors, with a logo: all are read', async () => {
  const source = sourceOf(22);
  const on = await open({ visible: source });
  await on.page.getByLabel(/^Download pictures/).check();
  await on.page.getByLabel('Code color').fill('#0b2a6b');
  await on.page.getByLabel('Background').fill('#fff4c2');
  await on.page.getByLabel('Logo (optional)').setInputFiles(LOGO);
  await on.button('Remove logo').waitFor();
  expect(await on.page.getByLabel('Error correction').isDisabled()).toBe(true);
  await on.page.getByLabel('PNG size (pixels)').fill('600');
  const [download] = await Promise.all([on.page.waitForEvent('download'), on.button(/^Download 22/).click()]);
  const files = unzipSync(readFileSync(await download.path()));
  for (const { slug, shortUrl, name } of source.codes) {
    const png = readPng(files[`${slug}.png`] ?? new Uint8Array());
    expect(png.width).toBe(600);
    expect(png.height > 600).toBe(name.trim() !== '');
    expect([...png.data.subarray(0, 3)]).toEqual([0xff, 0xf4, 0xc2]);
    expect(decode(thinned(png))).toBe(shortUrl);
    expect(decode(renderSvg(files[`${slug}.svg`] ?? new Uint8Array()))).toBe(shortUrl);
  }
});

test('pictures from Qrius are read, compared with their row, printed and saved; others are named', async () => {
  const source = sourceOf(6);
  const pictureOf = (svg: string) => `data:image/svg+xml,${encodeURIComponent(svg)}`;
  const blank = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"/>';
  for (const [index, code] of source.codes.entries()) {
    const own = draw(code.shortUrl, { ...PLAIN, dark: '#0b2a6b' });
    code.imageUrl = pictureOf(index === 3 ? blank : codeSvg(own, null));
  }
  const [first, second, third] = source.codes;
  if (!first || !second || !third) throw new Error('There are too few codes.');
  first.imageUrl = third.imageUrl;
  second.imageUrl = '/images/2.svg';
  const on = await open({ visible: source });
  await on.button(/^Print 6 codes$/).waitFor();
  await on.choose('Code style', 'qrius');
  const said = await on.finish(/^Print 6 codes$/);
  expect(said).toContain('3 codes checked and sent');
  expect(said).toMatch(/Row 2 .*another URL/);
  expect(said).toMatch(/Row 3 .*no picture/);
  expect(said).toMatch(/Row 5 .*doesn’t scan/);
  const urls = [2, 4, 5].map((index) => source.codes[index]?.shortUrl ?? '');
  const sheet = sheetOf('Avery L7160');
  const { code } = layoutOf(sheet, 'beside');
  const [paper] = papersOf(await on.pdf());
  if (!paper) throw new Error('Nothing was printed.');
  const places = pagesOf(sheet, 3, { start: 1, copies: 1 })[0] ?? [];
  const seen = places.map(({ x, y }) =>
    read(paper, { x: x + code.x, y: y + code.y, width: code.side, height: code.side }),
  );
  expect(seen).toEqual(urls);
  await on.page.getByLabel(/^Download pictures/).check();
  const [download] = await Promise.all([on.page.waitForEvent('download'), on.button(/^Download 6/).click()]);
  const files = unzipSync(readFileSync(await download.path()));
  expect(Object.keys(files)).toHaveLength(4);
  expect(Object.keys(files).filter((name) => name.endsWith('.png'))).toHaveLength(3);
});
