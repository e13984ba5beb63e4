// Finds the rows of requests in flight again, wherever users have moved them meanwhile.
import { groupBy } from './cells';
import { type Inputs, type Row, textsOf } from './rows';

/** What is known of a row whose request is in flight. */
export interface Flight {
  /** Stands in the row's Status cell since before the request left. */
  token: string;
  /** The inputs that were sent. */
  inputs: Inputs;
}

/** Where a flight's row is now. */
export interface Place {
  /** 0-based row, or null where the row is gone from the sheet. */
  index: number | null;
  /** The row's inputs are no longer those that were sent. */
  edited: boolean;
  /** Further rows that carry the same token: copies of the row. */
  copies: number[];
  /** Rows that carry the token although the flight's inputs are elsewhere: a part of the columns was sorted. */
  stale: number[];
}

/**
 * Token and inputs together tell where a row is; a row number never does. Both agree: there. They disagree and a
 * waiting row without a code bears the inputs: there (only a part of the columns was sorted). Only the token is left:
 * the row was edited in flight.
 * @param rows the rows as they were just read.
 * @returns one place for each flight, in the order of `flights`. No row is given to two flights.
 */
export function locate(flights: readonly Flight[], rows: readonly Row[]): Place[] {
  // A row with an ID has its code. A row without a name was never sent: it is no stand-in for one whose inputs are not known.
  const open = rows.filter((row) => row.id === '');
  const byToken = groupBy(open, (row) => row.mark.token);
  const byInputs = groupBy(open, (row) => (row.name === '' ? '' : inputsKey(row)));
  const taken = new Set<number>();
  const places = flights.map((flight): Place => {
    const marked = byToken.get(flight.token) ?? [];
    const both = marked.find((row) => inputsKey(row) === inputsKey(flight.inputs) && !taken.has(row.index));
    if (both) taken.add(both.index);
    const copies = marked.filter((row) => row !== both).map((row) => row.index);
    return { index: both?.index ?? null, edited: false, copies, stale: [] };
  });
  const lost = flights.filter((_, number) => places[number]?.index === null);
  const left = groupBy(lost, ({ inputs }) => inputsKey(inputs));
  flights.forEach((flight, number) => {
    const place = places[number];
    if (!place || place.index !== null) return;
    const key = inputsKey(flight.inputs);
    const free = (byInputs.get(key) ?? []).filter((row) => !taken.has(row.index));
    const alike = left.get(key) ?? [];
    const waiting = free.find((row) => row.mark.kind !== 'none');
    const [token] = place.copies.filter((index) => !taken.has(index));
    // Marks were cleared while requests were in flight: as many rows are left as codes, at most.
    const unmarked = free.length <= alike.length ? free[0]?.index : undefined;
    alike.pop();
    const index = waiting?.index ?? token ?? unmarked ?? null;
    if (index === null) return;
    taken.add(index);
    place.index = index;
    place.edited = waiting === undefined && index === token;
    const others = place.copies.filter((copy) => copy !== index);
    place.copies = waiting ? [] : others;
    place.stale = waiting ? others : [];
  });
  for (const place of places) {
    place.copies = place.copies.filter((index) => !taken.has(index));
    place.stale = place.stale.filter((index) => !taken.has(index));
  }
  return places;
}

/** Equal for two rows that a user filled in alike. */
export function inputsKey(inputs: Inputs): string {
  return JSON.stringify([inputs.name, inputs.shown, inputs.slug, inputs.tags, ...textsOf(inputs)]);
}
