// What the suites of the change jobs share: a sheet whose rows have their codes, a change, and what went over the wire.
import { addCode } from '../../../sim/qrius/codes';
import type { Account, Code } from '../../../sim/qrius/state';
import { type ChangeOrder, change, said } from '../../../sim/sidebar';
import { connected, type Desk, type DeskOptions, talks } from '../create/helper';

export const SHEET = 'Sheet1';
/** Columns A to F. */
export const HEADERS = ['Name', 'URL', 'Tags', 'QR ID', 'Short URL', 'Status'];
export const NEW = 'https://example.com/new';

export type Coded = Desk & { ids: string[] };

/** A sheet of talks, each with its code, as if an earlier version had made them: nothing stands in the log. */
export function coded(count: number, options: DeskOptions = {}): Coded {
  const made = connected(talks(count, HEADERS.slice(2), ['a']), options);
  const account = made.qrius.accounts[0] as Account;
  const codes = talks(count)
    .slice(1)
    .map(([name = '', destinationUrl = '']) =>
      addCode(made.qrius, account, { name, destinationUrl, tags: ['a'] }, made.world.now()),
    );
  made.world.user.setCells(
    SHEET,
    'D2',
    codes.map(({ id, slug }) => [id, `https://qrius.io/${slug}`, 'Created']),
  );
  return { ...made, ids: codes.map(({ id }) => id) };
}

/** Changes codes, by default those of the whole sheet; gives what is then said. */
export function act(made: Desk, order: ChangeOrder): string {
  const wait = (ms: number) => {
    const { meanwhile } = made;
    made.meanwhile = null;
    meanwhile?.();
    made.world.advance(ms);
  };
  return said(change(made.world, order, wait));
}

/** Requests that change something, with what they say. */
export const changing = ({ batches }: Pick<Desk, 'batches'>) =>
  batches
    .flat()
    .flatMap(({ method, url, body }) =>
      method === 'GET' || method === 'DELETE'
        ? []
        : [{ method, path: new URL(url).pathname, body: JSON.parse(body) }],
    );

/** IDs of each bulk request. */
export const groups = (made: Pick<Desk, 'batches'>): string[][] =>
  changing(made).flatMap(({ body }) => (Array.isArray(body.qrCodeIds) ? [body.qrCodeIds] : []));

/** The code of a talk, numbered from 1. */
export const code = ({ qrius, ids }: Coded, number: number): Code =>
  qrius.codes[ids[number - 1] ?? ''] as Code;

/** Cells of a row of the sheet, numbered as there, joined. */
export const row = ({ world }: Pick<Desk, 'world'>, number: number): string[] =>
  world.table()[number - 1] ?? [];
export const status = (made: Pick<Desk, 'world'>, number: number): string => row(made, number)[5] ?? '';
