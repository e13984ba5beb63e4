// What the suites about two users share: the log as a colleague changes it, and where each code leads.
import type { Hands } from '../../sim/apps-script/hands';
import { cellsOf, LOG_HEADER, LOG_NAME, type LogLine } from '../../src/table/log';
import { COLLEAGUE, type Desk, shownRows } from '../support/desk';

/** A colleague who may edit the document and has no key. */
export const keyless = ({ world }: Pick<Desk, 'world'>) => world.asUser(COLLEAGUE);

/** The letter of a column of the log. */
export const column = (header: string): string => String.fromCharCode(65 + LOG_HEADER.indexOf(header));

/** Sorts some columns of the log, and leaves the others. */
export function sortColumns(hands: Hands, from: string, to: string, by: string): void {
  hands.sortRange(LOG_NAME, `${column(from)}:${column(to)}`, column(by), false);
}

/** Types a line below the last one, as somebody who knows how lines look. */
export function forge({ world }: Pick<Desk, 'world'>, line: LogLine): void {
  const row = world.table(LOG_NAME).length + 1;
  world.asUser(COLLEAGUE).user.setCells(LOG_NAME, `A${row}`, [cellsOf(line)]);
}

/** Where each code leads, by the name that it has at Qrius. */
export const destinations = ({ qrius }: Pick<Desk, 'qrius'>): Record<string, string> =>
  Object.fromEntries(Object.values(qrius.codes).map(({ name, destinationUrl }) => [name, destinationUrl]));

/** Rows whose short URL is not that of the code with their name and URL. */
export function misplaced({ world, qrius }: Pick<Desk, 'world' | 'qrius'>): string[] {
  const codes = Object.values(qrius.codes);
  return shownRows(world).flatMap((row) => {
    const code = codes.find(({ id }) => id === row['QR ID']);
    const fits = row['QR ID'] === '' || (code?.name === row.Name && code?.destinationUrl === row.URL);
    return fits ? [] : [`${row.Name} has ${code?.name ?? 'no code'}`];
  });
}

/** Changes fields of a stored text, as a script can. */
export function rewrite({ world }: Pick<Desk, 'world'>, key: string, change: Record<string, unknown>): void {
  const { document } = world.state.properties;
  document[key] = JSON.stringify({ ...JSON.parse(document[key] ?? '{}'), ...change });
}
