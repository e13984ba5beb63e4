// The demo's job print: labels and pictures of any sheet, each of them its row's; and what is said without a browser.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { runDemo } from '../../playground/demo';
import type { Options } from '../../playground/options';
import type { ShownRow } from '../../playground/rows';
import { LABEL_SHEETS } from '../../src/sidebar/print/label-sheets';
import { layoutOf, pagesOf } from '../../src/sidebar/print/labels';
import { decode, papersOf, read, renderSvg } from '../browser/paper';
import { CONFERENCE, CONGRESS, demo, programIn, withFile, withFolder } from './helper';

jest.setTimeout(180_000);

/** The sheet that the page proposes. */
const FIRST_SHEET = 'Avery L7160';

/** Each label of the file reads as its row, in order; each picture too. */
function expectRows(rows: readonly ShownRow[], labels: Buffer, codes: Buffer): void {
  const sheet = LABEL_SHEETS.find(({ id }) => id === FIRST_SHEET);
  if (!sheet) throw new Error(`There is no sheet ${FIRST_SHEET}.`);
  const urls = rows.map(({ shortUrl }) => shortUrl);
  const { code } = layoutOf(sheet, 'beside');
  const papers = papersOf(labels);
  const seen = pagesOf(sheet, urls.length, { start: 1, copies: 1 }).flatMap((places, index) => {
    const paper = papers[index];
    if (!paper) throw new Error('A page is missing.');
    return places.map(({ x, y }) =>
      read(paper, { x: x + code.x, y: y + code.y, width: code.side, height: code.side }),
    );
  });
  expect(seen).toEqual(urls);
  const files = unzipSync(codes);
  expect(Object.keys(files)).toHaveLength(2 * rows.length + 1);
  for (const { slug, shortUrl } of rows)
    expect(decode(renderSvg(files[`${slug}.svg`] ?? new Uint8Array()))).toBe(shortUrl);
}

test('138 rows become labels and pictures, each read back as its row', async () => {
  const began = performance.now();
  const { result, printed } = await demo({ job: 'print', sheet: CONGRESS, plan: 'BUSINESS' });
  // From rows to files for the print shop; a user also has to choose.
  expect(performance.now() - began).toBeLessThan(60_000);
  if (!printed) throw new Error('Nothing was printed.');
  expect(result.rows).toHaveLength(138);
  expect(printed.said.labels).toMatch(/^138 codes checked and sent/);
  expectRows(result.rows, printed.labels, printed.codes);
});

test('as a program it writes labels.pdf and codes.zip, for a sheet in other words too', async () => {
  const csv = 'Title,Link\nOak,https://example.com/oak\n"Élan, noble",https://example.com/elan\n';
  await withFile(csv, (sheet) =>
    withFolder(async (folder) => {
      const args = ['--job', 'print', '--clock', 'virtual', '--sheet', sheet];
      const { code, out, err } = await programIn(folder, args);
      expect({ code, err: err.replace(/^\d.*\n/gm, '') }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(/^Labels +labels\.pdf: 2 codes checked/m);
      expect(out).toMatch(/^Pictures +codes\.zip: 2 codes checked and downloaded/m);
      expect(papersOf(readFileSync(join(folder, 'labels.pdf')))).toHaveLength(1);
      const files = Object.keys(unzipSync(readFileSync(join(folder, 'codes.zip'))));
      expect(files).toContain('manifest.csv');
      expect(files).toHaveLength(5);
    }),
  );
});

const PRINT: Omit<Options, 'help'> = {
  sheet: CONFERENCE,
  job: 'print',
  plan: 'PRO',
  clock: 'virtual',
  dialect: 'guide',
  rateHeaders: true,
  faults: null,
  overrides: {},
  json: true,
};

test('without a browser one sentence says what to install, before anything is created', async () => {
  const none = () => Promise.reject(new Error('This needs a browser: install Google Chrome.'));
  const bar = () => {
    throw new Error('The demo began.');
  };
  await expect(runDemo(PRINT, bar, none)).rejects.toThrow('This needs a browser');
});
