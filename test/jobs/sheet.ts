// One sheet for jobs of every kind: rows with a code, rows without one, and codes without a row; and what each row must show.
import { addCode } from '../../sim/qrius/codes';
import type { Account, Code } from '../../sim/qrius/state';
import type { Trial } from '../../sim/trial';
import { addCodes, colleague, connected, DAY, MINUTE, SCANS, SHEET, shownRows } from '../support/desk';

/** Columns A to M. */
export const HEADERS = [
  ...['Name', 'URL', 'Tags', 'QR ID', 'Short URL', 'QR code image', 'Status', 'Slug'],
  ...[...SCANS, 'Note'],
];
/** Rows with a code, rows without one, and codes without a row. */
export const CODED = 4;
const OPEN = 4;
const ELSEWHERE = 3;

type Cells = Record<string, string>;

export const isCoded = ({ Note = '' }: Cells) => Note.startsWith('coded');
const codeOf = ({ qrius }: Trial, row: Cells): Code | undefined => qrius.codes[row['QR ID'] ?? ''];

const brief = ({ Name, URL, Tags, Scans, Status, ...row }: Cells): string =>
  `${Name}: ${[URL, Tags, row['QR ID'], row['Short URL'], Status, Scans].join(' | ')}`;

/** A sentence for each row that fails the demand. */
export function demand(
  made: Trial,
  which: (row: Cells) => boolean,
  fine: (row: Cells, code: Code | undefined) => boolean,
): string[] {
  return shownRows(made.world, SHEET)
    .filter(which)
    .flatMap((row) =>
      fine(row, codeOf(made, row))
        ? []
        : [`${brief(row)} has the code ${JSON.stringify(codeOf(made, row)?.destinationUrl)}`],
    );
}

export const isOwn = (row: Cells, code: Code | undefined): boolean =>
  code?.name === row.Name &&
  code?.destinationUrl === row.URL &&
  row['Short URL'] === `https://qrius.io/${code?.slug}`;

/** No code is in two rows, no two codes were made of one row. */
export function doubles(made: Trial): string[] {
  const ids = shownRows(made.world, SHEET).flatMap((row) => row['QR ID'] || []);
  const names = Object.values(made.qrius.codes).map(({ name }) => name);
  const twice = (texts: string[]) => texts.filter((text, at) => texts.indexOf(text) !== at);
  return [...twice(ids), ...twice(names)].map((text) => `${text} is there twice`);
}

const page = (n: number) => `https://example.com/${n}`;
/** The sheet and the account; a colleague has a key of the same account. */
export function freshSheet(): Trial {
  const open = Array.from({ length: OPEN }, (_, n) => [
    ...[`Open ${n + 1}`, page(n + 11), 'a', '', '', '', '', '', '', '', '', '', '', `open ${n + 1}`],
  ]);
  const coded = Array.from({ length: CODED }, (_, n) => [
    ...[`Coded ${n + 1}`, page(n + 1), 'a', '', '', '', '', '', '', '', '', '', '', `coded ${n + 1}`],
  ]);
  const document = { sheets: [{ name: SHEET, rows: [HEADERS, ...coded, ...open], maxRows: 40 }] };
  // Windows of three requests: a job takes several slices.
  const made = connected([], { qrius: { requestsPerMinute: 3 }, world: { document } });
  const born = made.world.now() - 2 * DAY;
  const fieldsOf = (count: number, word: string, first: number) =>
    Array.from({ length: count }, (_, n) => ({
      name: `${word} ${n + 1}`,
      destinationUrl: page(n + first),
      tags: ['a'],
    }));
  const cells = ({ id, slug }: Code) => {
    const image = `=IMAGE("https://api.qrius.io/images/${id}.png")`;
    return [id, `https://qrius.io/${slug}`, image, 'Created', slug];
  };
  addCodes(made, 'D2', fieldsOf(CODED, 'Coded', 1), { born, cells });
  for (const fields of fieldsOf(ELSEWHERE, 'Elsewhere', 22))
    addCode(made.qrius, made.qrius.accounts[0] as Account, fields, born);
  colleague(made);
  made.world.advance(MINUTE);
  return made;
}
