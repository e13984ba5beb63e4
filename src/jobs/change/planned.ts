// A plan of changes, and what it is made from.
import type { Code } from '../../qrius/readings';
import { splitTags } from '../../table/cells';
import type { ReadLine } from '../../table/log';
import type { Patch, Row } from '../../table/rows';
import type { DifferenceView, Preview } from '../../wire/contract';
import type { Intent } from './intents';

/** A code's rows of which nothing is sent, and why; codes without a row have none. */
export interface Fault {
  rows: readonly Row[];
  name: string;
  sentence: string;
  /** What is skipped of a code of which something else may be changed; only where a job is undone. */
  skipped?: Intent;
}

export interface Plan {
  intents: Intent[];
  faults: Fault[];
  /** Cells that follow Qrius, by 0-based row: nothing is sent for them. */
  taken: Map<number, Patch>;
  /** Rows whose code is as wished. */
  unchanged: number;
  differences: DifferenceView[];
  undone: Preview['undone'];
}

/** What is known when a change is planned. */
export interface Known {
  /** Rows with a code that the wish is for. */
  rows: readonly Row[];
  /** The account's codes by ID. */
  live: ReadonlyMap<string, Code>;
  /** All lines of the log. */
  lines: readonly ReadLine[];
  /** Whether the sheet has a column of tags. */
  hasTags: boolean;
}

export const NO_SUCH_CODE = 'Qrius has no such code any more.';

export const emptyPlan = (): Plan => ({
  ...{ intents: [], faults: [], taken: new Map(), unchanged: 0, differences: [], undone: null },
});

/** Tags are a set, and a cell cannot hold one with a comma. */
export const setOf = (list: readonly string[]): string =>
  JSON.stringify([...new Set(list.flatMap(splitTags))].sort());

/** What is skipped of codes of which something else is changed: their rows stay in the job, and are told at its end. */
export function partlySkipped({ intents, faults }: Plan): Array<Intent & { result: string }> {
  const ids = new Set(intents.map(({ id }) => id));
  return faults.flatMap(({ skipped, sentence }) =>
    skipped && ids.has(skipped.id) ? [{ ...skipped, result: sentence }] : [],
  );
}
