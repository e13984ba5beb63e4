// Random sheets: rows of every kind in tables of several shapes.
import type { ScenarioSheet, SeedCode } from '../sim/scenario/scenario';
import type { Draw } from './draw';

export const SHEET = 'Sheet1';

/** A sheet with what edits need to know of it. */
export interface DrawnSheet {
  sheet: ScenarioSheet;
  codes: SeedCode[];
  /** Header texts from column A on. */
  headers: string[];
  /** Number of the first row under the headers. */
  first: number;
  /** Number of the last row. */
  rows: number;
}

/** Index of the row with the headers. */
export const headerOf = ({ rows = [] }: ScenarioSheet): number =>
  rows.findIndex((row) => row.includes('URL'));

export const INPUTS = ['Name', 'URL', 'Slug', 'Tags', 'Notes'];
const OUTPUTS = ['QR ID', 'Short URL', 'QR code image', 'Status'];

type Record_ = Record<string, string>;

/** An address, in the cell's text or behind it. */
const urlOf = (n: number, draw: Draw, links: boolean): string =>
  links && draw.chance(0.1) ? `=HYPERLINK("https://example.com/t${n}","Page")` : `https://example.com/t${n}`;

const plainRow = (n: number, draw: Draw, links = false): Record_ => ({
  Name: `Talk ${n}`,
  URL: urlOf(n, draw, links),
  Slug: draw.chance(0.4) ? `s${n}` : '',
  Tags: draw.chance(0.5) ? 'a, b' : '',
  Notes: `note ${n}`,
});

/** A row that had its code before. */
function codedRow(n: number, draw: Draw): { row: Record_; code: SeedCode } {
  const row: Record_ = { ...plainRow(n, draw), URL: `https://example.com/t${n}`, Slug: `old-${n}` };
  const id = `qr_old_${n}`;
  return {
    row: {
      ...row,
      'QR ID': id,
      'Short URL': `https://qrius.io/old-${n}`,
      'QR code image': `=IMAGE("https://api.qrius.io/images/${id}.svg")`,
      Status: 'Created',
    },
    code: {
      id,
      name: `Talk ${n}`,
      destinationUrl: `https://example.com/t${n}`,
      slug: `old-${n}`,
      tags: row.Tags === '' ? [] : ['a', 'b'],
    },
  };
}

/** The order of the columns. */
function headersOf(draw: Draw, withOutputs: boolean): string[] {
  const inputs = INPUTS.filter((header) => !['Slug', 'Tags'].includes(header) || draw.chance(0.8));
  if (!withOutputs) return inputs;
  return draw.weighted([
    [5, () => [...inputs, ...OUTPUTS]],
    [1, () => ['QR ID', ...inputs, ...OUTPUTS.slice(1)]],
    [1, () => [...inputs.slice(0, -1), ...OUTPUTS, 'Notes']],
    [1, () => [...inputs.slice(0, -1), 'QR ID', 'Notes', ...OUTPUTS.slice(1)]],
    // Status before the ID: a write that is cut off between its rectangles must not say what is not there yet.
    [1, () => ['Status', ...inputs, ...OUTPUTS.slice(0, -1)]],
  ]);
}

/** A random sheet with its codes at Qrius. @param links whether addresses may stand behind texts. */
export function drawSheet(draw: Draw, links: boolean): DrawnSheet {
  const withOutputs = draw.chance(0.7);
  const headers = headersOf(draw, withOutputs);
  const codes: SeedCode[] = [];
  const count = draw.whole(4, 12);
  const records = Array.from({ length: count }, (_, index): Record_ => {
    const n = index + 1;
    return draw.weighted<Record_>([
      [10, () => plainRow(n, draw, links)],
      [1, () => ({})],
      [1, () => ({ ...plainRow(n, draw), URL: 'ftp://example.com/unfit' })],
      [1.5, () => ({ ...plainRow(n, draw), Name: 'Twin', URL: 'https://example.com/twin' })],
      [
        withOutputs ? 4 : 0,
        () => {
          const { row, code } = codedRow(n, draw);
          codes.push(code);
          return row;
        },
      ],
    ]);
  });
  const rows = [headers, ...records.map((record) => headers.map((header) => record[header] ?? ''))];
  return {
    sheet: { name: SHEET, rows, maxRows: 40, maxColumns: 20 },
    codes,
    headers,
    first: 2,
    rows: rows.length,
  };
}
