// Counts what a run asked of Google's services.
import type { CallRecord } from '../sim/apps-script/types';

/** Calls of one or more executions. */
export interface Calls {
  /** Calls that left the script; toasts and the questions for hidden rows aside. */
  trips: number;
  /** Requests that were in flight together. */
  batches: number;
  /** Batches between two flushes. The first batch of a job asks for the plan and is in none. */
  chunks: number;
  waits: number;
}

/** The calls of one execution of the create job. */
export function callsOf(all: readonly CallRecord[]): Calls {
  const names = all.filter(({ trip }) => trip).map(({ name }) => name);
  const count = (pattern: RegExp) => names.filter((name) => pattern.test(name)).length;
  const line = names.filter((name) => /fetchAll|flush/.test(name)).join(' ');
  return {
    trips: names.length - count(/toast|isRowHidden/),
    batches: count(/fetchAll/),
    chunks: line.match(/flush [^ ]*fetchAll/g)?.length ?? 0,
    waits: count(/sleep/),
  };
}

export function sumOf(parts: readonly Calls[]): Calls {
  const sum = (key: keyof Calls) => parts.reduce((all, part) => all + part[key], 0);
  return { trips: sum('trips'), batches: sum('batches'), chunks: sum('chunks'), waits: sum('waits') };
}
