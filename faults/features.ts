// What people's sheets have beside plain rows: other scripts, a table that begins elsewhere, formulas, rules, a second tab.
import { columnLetters } from '../sim/apps-script/a1';
import type { Feature } from '../sim/apps-script/features';
import type { ScenarioSheet, SeedCode } from '../sim/scenario/scenario';
import type { Draw } from './draw';
import type { DrawnSheet } from './sheets';

/** Names as they are written elsewhere: right to left, with letters of two characters, with spaces that do not show. */
const NAMINGS: ReadonlyArray<(name: string) => string> = [
  (name) => `Größe & „${name}“`,
  (name) => `שיעור ${name}`,
  (name) => `درس ${name} ١`,
  (name) => `${name} 👩‍👩‍👧`,
  (name) => `Cafe\u0301 ${name}`,
  (name) => `${name}  <b>`,
  (name) => `講演 ${name}`,
];

type Rows = string[][];
const rowsOf = ({ sheet }: DrawnSheet): Rows => (sheet.rows ?? []).map((row) => row.map(String));
const withRows = (drawn: DrawnSheet, rows: Rows): DrawnSheet => ({
  ...drawn,
  sheet: { ...drawn.sheet, rows },
});

/** Another text in the cells of a column that have one. */
function mapped(drawn: DrawnSheet, header: string, map: (text: string, row: number) => string): DrawnSheet {
  const at = drawn.headers.indexOf(header);
  const rows = rowsOf(drawn).map((row, index) =>
    row.map((text, column) =>
      index < drawn.first - 1 || column !== at || text === '' ? text : map(text, index + 1),
    ),
  );
  return withRows(drawn, rows);
}

const letterOf = ({ headers }: DrawnSheet, header: string): string =>
  columnLetters(headers.indexOf(header) + 1);

function renamed(drawn: DrawnSheet, draw: Draw): DrawnSheet {
  const naming = draw.one(NAMINGS);
  const codes = drawn.codes.map((code): SeedCode => ({ ...code, name: naming(code.name) }));
  return { ...mapped(drawn, 'Name', naming), codes };
}

/** Rows above the header, and an empty column beside it. */
function moved(drawn: DrawnSheet, draw: Draw): DrawnSheet {
  const above = draw.whole(0, 3);
  const left = draw.whole(above === 0 ? 1 : 0, 1);
  const pad = Array.from({ length: left }, () => '');
  const top = Array.from({ length: above }, (_, index) => [...pad, index === 0 ? 'Conference 2027' : '']);
  const placed = withRows(drawn, [...top, ...rowsOf(drawn).map((row) => [...pad, ...row])]);
  return {
    ...placed,
    headers: [...pad, ...drawn.headers],
    first: drawn.first + above,
    rows: drawn.rows + above,
  };
}

/** Addresses and notes that formulas compute. */
function computed(drawn: DrawnSheet, draw: Draw): DrawnSheet {
  const name = letterOf(drawn, 'Name');
  const noted = draw.chance(0.7) ? mapped(drawn, 'Notes', (_, row) => `="On "&${name}${row}`) : drawn;
  const isAddress = (text: string) => text.startsWith('https:') && draw.chance(0.4);
  return draw.chance(0.5)
    ? mapped(noted, 'URL', (text) => (isAddress(text) ? `="https:"&"${text.slice('https:'.length)}"` : text))
    : noted;
}

const feature = (drawn: DrawnSheet, one: Feature): DrawnSheet => ({
  ...drawn,
  sheet: { ...drawn.sheet, features: [...(drawn.sheet.features ?? []), one] },
});

/** The cells under a header. */
const under = (drawn: DrawnSheet, header: string): string => {
  const letter = letterOf(drawn, header);
  return `${letter}${drawn.first}:${letter}${drawn.sheet.maxRows ?? drawn.rows}`;
};

/** A rule that refuses most of what is written. */
function ruled(drawn: DrawnSheet, draw: Draw): DrawnSheet {
  const header = draw.one(drawn.headers.filter((one) => one !== '' && one !== 'Name' && one !== 'URL'));
  const reject = draw.chance(0.7);
  return feature(drawn, {
    kind: 'validation',
    range: under(drawn, header),
    rule: { oneOf: ['Open'] },
    reject,
  });
}

/** Notes that one formula fills. */
function spilled(drawn: DrawnSheet): DrawnSheet {
  const rows = Array.from({ length: drawn.rows - drawn.first + 1 }, (_, index) => [`spilled ${index}`]);
  const cell = `${letterOf(drawn, 'Notes')}${drawn.first}`;
  const emptied = mapped(drawn, 'Notes', () => '');
  return feature(emptied, { kind: 'spill', cell, formula: '=ARRAYFORMULA(X1:X)', rows });
}

function typed(drawn: DrawnSheet, draw: Draw): DrawnSheet {
  const last = columnLetters(drawn.headers.length);
  const first = letterOf(drawn, drawn.headers.find((header) => header !== '') ?? 'Name');
  const header = draw.one(drawn.headers.filter((one) => one !== '' && one !== 'Name' && one !== 'URL'));
  const range = `${first}${drawn.first - 1}:${last}${drawn.rows}`;
  return feature(drawn, { kind: 'table', range, types: { [letterOf(drawn, header)]: 'number' } });
}

/** The sheet of a seed as people keep theirs; some stay as they are. */
export function withFeatures(plain: DrawnSheet, draw: Draw): DrawnSheet {
  let drawn = plain;
  if (draw.chance(0.3)) drawn = renamed(drawn, draw);
  if (draw.chance(0.2)) drawn = moved(drawn, draw);
  return draw.weighted<DrawnSheet>([
    [5, () => drawn],
    [1, () => computed(drawn, draw)],
    [1, () => ruled(drawn, draw)],
    [1, () => spilled(drawn)],
    [1, () => typed(drawn, draw)],
  ]);
}

/** A second tab; one of its rows may have a code of the first. */
export function drawOtherTab(draw: Draw, codes: readonly SeedCode[]): ScenarioSheet {
  const rows = Array.from({ length: draw.whole(1, 4) }, (_, index) => [
    `Other ${index + 1}`,
    `https://example.com/o${index + 1}`,
    '',
    '',
    '',
  ]);
  const shared = codes
    .slice(0, draw.whole(0, 1))
    .map(({ name, destinationUrl, id, slug }) => [
      name,
      destinationUrl,
      id,
      `https://qrius.io/${slug}`,
      'Created',
    ]);
  return {
    name: OTHER,
    rows: [['Name', 'URL', 'QR ID', 'Short URL', 'Status'], ...shared, ...rows],
    maxRows: 40,
    maxColumns: 20,
  };
}

/** The name of the second tab. */
export const OTHER = 'Other';
