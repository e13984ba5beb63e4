// Labels on their pages: every sheet of the list, free ones, and what goes on a label.

import { pictureCaption } from '../../../src/sidebar/print/compose';
import { draw } from '../../../src/sidebar/print/drawing';
import {
  type FreeSheet,
  freeSheet,
  LABEL_SHEETS,
  type LabelSheet,
  productsOf,
} from '../../../src/sidebar/print/label-sheets';
import { bestTextPlace, labelsOf, layoutOf, pagesOf, textSizes } from '../../../src/sidebar/print/labels';
import { isTooDense, sizeWarning } from '../../../src/sidebar/print/rules';
import {
  captionChoices,
  FIRST_SETTINGS,
  labelSheetOf,
  labelsFault,
  settingsFault,
  withCaption,
  withSheet,
} from '../../../src/sidebar/print/settings';
import { pageSvg, testPageSvg } from '../../../src/sidebar/print/svg';
import { fitText, LINE_HEIGHT } from '../../../src/sidebar/print/text';
import { codesOf, PLAIN, sourceOf } from './helper';

const EPSILON_MM = 0.02;
const URL_TEXT = 'https://qrius.io/abc123';

function sheetOf(id: string): LabelSheet {
  const found = LABEL_SHEETS.find((sheet) => sheet.id === id);
  if (!found) throw new Error(`There is no sheet ${id}.`);
  return found;
}

test('the list has the common sheets, each once', () => {
  const ids = LABEL_SHEETS.flatMap(productsOf);
  expect(ids).toEqual(
    expect.arrayContaining([
      'Avery 5160',
      'Avery 22805',
      'Avery 3490',
      'Avery L7160',
      'Herma 4606',
      'A4 tent',
      'A6',
    ]),
  );
  expect(ids).toHaveLength(new Set(ids).size);
  const { labels } = FIRST_SETTINGS;
  expect(labelSheetOf({ ...labels, sheet: 'Avery 3490' })).toBe(sheetOf('Avery 3475'));
  expect(labelSheetOf({ ...labels, sheet: 'Herma 4677' })).toBe(sheetOf('Avery L7160'));
});

test.each(LABEL_SHEETS)('the labels of $id are inside the page and do not overlap', (sheet) => {
  const labels = labelsOf(sheet);
  expect(labels).toHaveLength(sheet.cols * sheet.rows);
  for (const { x, y } of labels) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(x + sheet.w).toBeLessThanOrEqual(sheet.pageW + EPSILON_MM);
    expect(y + sheet.h).toBeLessThanOrEqual(sheet.pageH + EPSILON_MM);
  }
  if (sheet.cols > 1) expect(sheet.dx).toBeGreaterThanOrEqual(sheet.w - EPSILON_MM);
  if (sheet.rows > 1) expect(sheet.dy).toBeGreaterThanOrEqual(sheet.h - EPSILON_MM);
});

test.each(LABEL_SHEETS)('on $id code and text are inside the label, apart, and large enough', (sheet) => {
  for (const place of [null, 'under', 'beside'] as const) {
    const { code, text } = layoutOf(sheet, place);
    expect(code.x).toBeGreaterThan(0);
    expect(code.y).toBeGreaterThan(0);
    expect(code.x + code.side).toBeLessThan(sheet.w);
    expect(code.y + code.side).toBeLessThan(sheet.h);
    if (place === null || place !== bestTextPlace(sheet)) continue;
    if (!text) throw new Error('There is no room for text.');
    expect(text.width).toBeGreaterThan(10);
    expect(text.height).toBeGreaterThan(3.9);
    expect(text.x + text.width).toBeLessThanOrEqual(sheet.w - 2 + EPSILON_MM);
    expect(text.y + text.height).toBeLessThanOrEqual(sheet.h - 2 + EPSILON_MM);
    if (place === 'under') expect(text.y).toBeGreaterThanOrEqual(code.y + code.side - EPSILON_MM);
    else expect(text.x).toBeGreaterThanOrEqual(code.x + code.side - EPSILON_MM);
    const { most, least } = textSizes(text, place);
    expect(most).toBeGreaterThanOrEqual(least);
    expect(isTooDense(draw(URL_TEXT, PLAIN), code.side)).toBe(false);
  }
});

test('a round label keeps the code inside the circle', () => {
  const sheet = sheetOf('Avery 5293');
  const { x, y, side } = layoutOf(sheet, null).code;
  for (const [cornerX, cornerY] of [
    [x, y],
    [x + side, y + side],
  ] as const) {
    expect(Math.hypot(cornerX - sheet.w / 2, cornerY - sheet.h / 2)).toBeLessThan(sheet.w / 2);
  }
});

test('labels begin where the user says, each code as often as asked, page after page', () => {
  const sheet = sheetOf('Avery L7160');
  const pages = pagesOf(sheet, 10, { start: 20, copies: 3 });
  expect(pages.map((page) => page.length)).toEqual([2, 21, 7]);
  expect(pages[0]?.map(({ item }) => item)).toEqual([0, 0]);
  expect(pages[1]?.[0]).toEqual({ x: sheet.x, y: sheet.y, item: 0 });
  expect(pages[0]?.[0]).toEqual({ x: sheet.x + sheet.dx, y: sheet.y + 6 * sheet.dy, item: 0 });
  expect(pages.flat().map(({ item }) => item)).toEqual(
    Array.from({ length: 30 }, (_, n) => Math.floor(n / 3)),
  );
  expect(pagesOf(sheet, 42, { start: 1, copies: 1 })).toHaveLength(2);
  expect(pagesOf(sheet, 0, { start: 5, copies: 1 })).toEqual([]);
});

const FREE: FreeSheet = { paper: 'A4', columns: 3, rows: 8, marginX: 7, marginY: 13, gapX: 2.5, gapY: 0 };

test('a free sheet shares what margins and gaps leave of the page', () => {
  const sheet = freeSheet(FREE);
  if (typeof sheet === 'string') throw new Error(sheet);
  expect(sheet.w).toBeCloseTo((210 - 14 - 5) / 3);
  expect(sheet.h).toBeCloseTo((297 - 26) / 8);
  const last = labelsOf(sheet).at(-1);
  expect((last?.x ?? 0) + sheet.w).toBeCloseTo(210 - 7);
  expect((last?.y ?? 0) + sheet.h).toBeCloseTo(297 - 13);
});

test.each([
  [{ columns: 0 }, /columns and rows/],
  [{ rows: 2.5 }, /columns and rows/],
  [{ columns: Number.NaN }, /columns and rows/],
  [{ marginX: -1 }, /from 0/],
  [{ gapY: Number.NaN }, /from 0/],
  [{ marginX: 95 }, /at least 10 mm/],
  [{ rows: 40 }, /at least 10 mm/],
])('a free sheet with %j is refused with a sentence', (change, sentence) => {
  expect(freeSheet({ ...FREE, ...change })).toMatch(sentence);
});

test('settings that no printer can take are refused with a sentence', () => {
  const { labels, style } = FIRST_SETTINGS;
  const fault = (change: Partial<typeof labels>, codes = 5) => labelsFault({ ...labels, ...change }, codes);
  expect(fault({})).toBeNull();
  expect(fault({ start: 22 })).toMatch(/from 1 to 21/);
  expect(fault({ start: Number.NaN })).toMatch(/from 1 to 21/);
  expect(fault({ copies: 0 })).toMatch(/copies/);
  expect(fault({ copies: 50 }, 200)).toMatch(/at most 5,000 labels/);
  expect(fault({ nudge: { x: 9, y: 0 } })).toMatch(/at most 5 mm/);
  expect(fault({ sheet: 'free', free: { ...FREE, columns: 0 } })).toMatch(/columns/);
  const faded = { ...FIRST_SETTINGS, style: { ...style, dark: '#eeeeee' } };
  expect(settingsFault(faded, [], 5)).toMatch(/too similar/);
  const pictures = { ...FIRST_SETTINGS, output: 'download' as const };
  expect(settingsFault(pictures, [], 5)).toBeNull();
  const withPictures = (change: object) => ({ ...pictures, pictures: { ...pictures.pictures, ...change } });
  expect(settingsFault(withPictures({ width: 200 }), [], 5)).toMatch(/300 to 2,400/);
  expect(settingsFault(withPictures({ svg: false, png: false }), [], 5)).toMatch(/file type/);
  expect(settingsFault(withPictures({ pattern: '{Town}' }), ['City'], 5)).toMatch(/“Town”/);
});

test('another sheet begins at its first label, with the text where it fits', () => {
  const chosen = withSheet({ ...FIRST_SETTINGS.labels, start: 9 }, 'Avery 22805');
  expect(chosen).toMatchObject({ sheet: 'Avery 22805', start: 1, textPlace: 'under' });
  expect(labelSheetOf(chosen)).toBe(sheetOf('Avery 22805'));
});

test('small codes come with the distance from which they scan; a module under 0.33 mm is refused', () => {
  const drawing = draw(URL_TEXT, PLAIN);
  expect(drawing.size).toBe(33);
  expect(sizeWarning([drawing], 20)).toBeNull();
  expect(sizeWarning([drawing], 16)).toMatch(/12\.1 mm wide.*up to 12 cm/);
  expect(isTooDense(drawing, 33 * 0.329)).toBe(true);
  expect(isTooDense(drawing, 33 * 0.331)).toBe(false);
});

test('a page has the size of its paper in mm; outlines, marks and the nudge are where they were asked for', () => {
  const sheet = sheetOf('Avery 5160');
  const options = {
    sheet,
    layout: layoutOf(sheet, null),
    align: 'start' as const,
    nudge: { x: 0.5, y: -0.3 },
    cutMarks: false,
    outlines: false,
  };
  const content = { artwork: draw(URL_TEXT, PLAIN), fitted: null };
  const places = pagesOf(sheet, 1, { start: 1, copies: 1 })[0] ?? [];
  const page = pageSvg(places, () => content, options);
  expect(page).toContain('viewBox="0 0 215.9 279.4"');
  expect(page).toContain('<g transform="translate(0.5 -0.3)"><g transform="translate(4.7625 12.7)">');
  expect(page).not.toContain('stroke');
  expect(pageSvg(places, () => content, { ...options, cutMarks: true })).toContain('M2.7625 12.7h4');
  expect(pageSvg(places, () => content, { ...options, outlines: true }).match(/<rect/g)).toHaveLength(30);
});

test('the text of a column that another sheet lacks becomes the name', () => {
  const settings = { ...FIRST_SETTINGS, caption: 'column-1' };
  const source = sourceOf(2);
  expect(withCaption(settings, source).caption).toBe('column-1');
  expect(withCaption(settings, { ...source, headers: ['Name'] }).caption).toBe('name');
  expect(withCaption({ ...settings, caption: 'shortUrl' }, { ...source, headers: [] }).caption).toBe(
    'shortUrl',
  );
});

test('a column is a choice of its own unless its header and all its texts are those of another choice', () => {
  const headers = ['Title', 'Name', 'Short URL', '', 'name'];
  const codes = codesOf(3).map((code) => ({
    ...code,
    cells: ['Dr', code.name, code.shortUrl, 'no header', `${code.name} of the user`],
  }));
  const labels = captionChoices({ ...sourceOf(0), headers, codes }).map(({ label }) => label);
  expect(labels).toEqual(['None', 'Name', 'Short URL', 'Title', 'name']);
});

test('a short name is set large beside a code, a long one as before', () => {
  const sheet = sheetOf('Avery L7160');
  const { text } = layoutOf(sheet, 'beside');
  if (!text) throw new Error('There is no room for text.');
  const { most, least } = textSizes(text, 'beside');
  const points = (words: string) =>
    (fitText(words, text, most, least, (part) => part.length / 2).size / 25.4) * 72;
  expect(points('Hall 7')).toBeGreaterThan(14);
  expect(points('Opening keynote')).toBeGreaterThan(14);
  expect(points('Donaudampfschifffahrts')).toBeGreaterThan(6);
});

test('a picture’s caption is in the middle of its room, with a margin below as wide as at its sides; all pictures are of one height', () => {
  const drawing = draw(URL_TEXT, PLAIN);
  for (const words of [
    'Hall 7',
    'Closing: what we keep and what we leave behind next year',
    'W'.repeat(99),
  ]) {
    const caption = pictureCaption(drawing, words, (part) => part.length / 2);
    if (!caption) throw new Error('There is no caption.');
    const { box, fitted } = caption;
    const below = box.height - fitted.lines.length * fitted.size * LINE_HEIGHT;
    expect(below).toBeGreaterThanOrEqual(box.x);
    expect(box.y - drawing.size).toBeCloseTo(below - box.x);
    expect(box.y + box.height).toBeCloseTo(drawing.size * 1.19 + box.x);
  }
});

test('a tent shows its code on both faces, one of them upside down, and a mark at the fold', () => {
  const sheet = sheetOf('A4 tent');
  const options = {
    sheet,
    layout: layoutOf(sheet, null),
    align: 'middle' as const,
    nudge: { x: 0, y: 0 },
    cutMarks: true,
    outlines: false,
  };
  const page = pageSvg(
    [{ x: 0, y: 0, item: 0 }],
    () => ({ artwork: draw(URL_TEXT, PLAIN), fitted: null }),
    options,
  );
  expect(page.match(/crispEdges/g)).toHaveLength(2);
  expect(page).toContain('rotate(180 52.5 148.5)');
  expect(page).toContain('M0 148.5h4');
});

test('the test page numbers every label and has a ruler of 100 mm', () => {
  const page = testPageSvg(sheetOf('Avery L7160'), { x: 0, y: 0 }, ['This line is 100 mm long.']);
  expect(page.match(/<rect/g)).toHaveLength(21);
  expect(page).toContain('>21</text>');
  expect(page).toContain('h100');
});
