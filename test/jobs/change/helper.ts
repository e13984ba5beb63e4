// What the suites of the change jobs share: a sheet whose rows have their codes, a change, and what went over the wire.
import type { Code } from '../../../sim/qrius/state';
import { type ChangeOrder, change, said } from '../../../sim/sidebar';
import { addCodes, connected, type Desk, type DeskOptions, talks, wait } from '../../support/desk';

/** Columns A to F. */
export const HEADERS = ['Name', 'URL', 'Tags', 'QR ID', 'Short URL', 'Status'];

export type Coded = Desk & { ids: string[] };

/** A sheet of talks, each with its code, as if an earlier version had made them: the log is empty. */
export function coded(count: number, options: DeskOptions = {}): Coded {
  const made = connected(talks(count, HEADERS.slice(2), ['a']), options);
  const fields = talks(count)
    .slice(1)
    .map(([name = '', destinationUrl = '']) => ({ name, destinationUrl, tags: ['a'] }));
  const cells = ({ id, slug }: Code) => [id, `https://qrius.io/${slug}`, 'Created'];
  return { ...made, ids: addCodes(made, 'D2', fields, { cells }).map(({ id }) => id) };
}

/** Changes codes, by default those of the whole sheet; gives what is then said. */
export const act = (made: Desk, order: ChangeOrder): string => said(change(made.world, order, wait(made)));

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
