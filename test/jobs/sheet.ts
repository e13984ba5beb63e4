// One sheet for jobs of every kind: rows with a code, rows without one, and codes without a row; and what each row must show.
import { addCode } from '../../sim/qrius/codes';
import type { Account, Code } from '../../sim/qrius/state';
import { connect, type Trial, trial } from '../../sim/trial';

export const SHEET = 'Sheet1';
export const COLLEAGUE = 'colleague';
export const NEW = 'https://example.com/new';

export const SCANS = ['Scans', 'Unique scans', 'Last scan', 'Change since last refresh', 'Scans as of'];
/** Columns A to M. */
export const HEADERS = [
  ...['Name', 'URL', 'Tags', 'QR ID', 'Short URL', 'QR code image', 'Status', 'Slug'],
  ...[...SCANS, 'Note'],
];
/** Windows of three requests: a job takes several slices. */
const QRIUS = { plan: 'BUSINESS', requestsPerMinute: 3, rateHeaders: true } as const;
/** Rows with a code, rows without one, and codes without a row. */
export const CODED = 4;
const OPEN = 4;
const ELSEWHERE = 3;

type Cells = Record<string, string>;

/** Rows that hold anything, each by its headers. */
export function rowsOf({ world }: Pick<Trial, 'world'>): Cells[] {
  const [headers = [], ...rows] = world.table(SHEET);
  return rows
    .filter((row) => row.some((text) => text !== ''))
    .map((row) => Object.fromEntries(headers.map((header, column) => [header, row[column] ?? ''])));
}

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
  return rowsOf(made)
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
  const ids = rowsOf(made).flatMap((row) => row['QR ID'] || []);
  const names = Object.values(made.qrius.codes).map(({ name }) => name);
  const twice = (texts: string[]) => texts.filter((text, at) => texts.indexOf(text) !== at);
  return [...twice(ids), ...twice(names)].map((text) => `${text} is there twice`);
}

const page = (n: number) => `https://example.com/${n}`;
/** Lets time pass as the page does. */
export const wait =
  ({ world }: Pick<Trial, 'world'>) =>
  (ms: number) =>
    void world.advance(ms);

/** The sheet and the account; a colleague has a key of the same account. */
export function freshSheet(): Trial {
  const users = ['owner', COLLEAGUE].map((id) => ({ id, email: `${id}@example.com` }));
  const open = Array.from({ length: OPEN }, (_, n) => [
    ...[`Open ${n + 1}`, page(n + 11), 'a', '', '', '', '', '', '', '', '', '', '', `open ${n + 1}`],
  ]);
  const coded = Array.from({ length: CODED }, (_, n) => [
    ...[`Coded ${n + 1}`, page(n + 1), 'a', '', '', '', '', '', '', '', '', '', '', `coded ${n + 1}`],
  ]);
  const document = {
    sheets: [{ name: SHEET, rows: [HEADERS, ...coded, ...open], maxRows: 40 }],
  };
  const made = trial([], QRIUS, { document, users });
  const account = made.qrius.accounts[0] as Account;
  const born = made.world.now() - 48 * 3_600_000;
  const add = (name: string, n: number) =>
    addCode(made.qrius, account, { name, destinationUrl: page(n), tags: ['a'] }, born);
  for (let n = 1; n <= CODED; n += 1) {
    const { id, slug } = add(`Coded ${n}`, n);
    const image = `=IMAGE("https://api.qrius.io/images/${id}.svg")`;
    made.world.user.setCells(SHEET, `D${n + 1}`, [[id, `https://qrius.io/${slug}`, image, 'Created', slug]]);
  }
  for (let n = 1; n <= ELSEWHERE; n += 1) add(`Elsewhere ${n}`, n + 21);
  const colleague = made.world.asUser(COLLEAGUE);
  colleague.open();
  connect(colleague, made.qrius);
  made.world.advance(60_000);
  return made;
}
