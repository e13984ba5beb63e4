// What is recorded while a scenario plays: requests, replies of the sidebar's door, edits, and what the sheets were around them.
import type { JobView } from '../../src/shared/contract/job';
import type { MethodName, Result } from '../../src/shared/contract/methods';
import { cloneSheet, type SheetState } from '../apps-script/cells';
import type { World } from '../apps-script/world';
import type { Code, State } from '../qrius/state';
import type { Transport, WireRequest, WireResult } from '../wire';
import type { DocumentName } from './scenario';

/** One request, with what it did to the service. */
export interface Sent {
  /** Number of the step, from 0. */
  step: number;
  /** Requests with the same number were in flight together. */
  batch: number;
  /** When it left, in epoch milliseconds. */
  at: number;
  request: WireRequest;
  result: WireResult;
  /** The codes that its work made, changed or deleted; a request that was late may have done it. */
  changes: Change[];
}

/** A code before and after a request; null where there was or is none. */
export interface Change {
  id: string;
  before: Code | null;
  after: Code | null;
}

/** One answer of the sidebar's door. */
export interface Reply {
  step: number;
  /** How many replies there had been when the call came: another window is answered while this one waits. */
  earlier: number;
  /** The document when the call came. */
  sheets: Sheets;
  /** How many edits there had been by then, and when the call was over. */
  edits: number;
  editsAfter: number;
  user: string;
  document: DocumentName;
  /** ID of the tab that the user had open. */
  tab: number;
  method: MethodName;
  /** Null where the execution was cut off or failed. */
  result: Result<unknown> | null;
  /** The input, as JSON text. */
  input: string;
  /** Requests that had left before the call, and when it was over. */
  sent: { before: number; after: number };
}

/** What all sheets of a document were at some moment. Cells are never changed in place, so a copy is cheap. */
export type Sheets = readonly SheetState[];

/** A user's edit, with the document right before and after it. */
export interface Edited {
  step: number;
  document: DocumentName;
  before: Sheets;
  after: Sheets;
  /** Whether an execution was under way. */
  during: boolean;
  /** How many requests had left. */
  sent: number;
}

export interface Tape {
  step: number;
  sent: Sent[];
  replies: Reply[];
  edits: Edited[];
  /** The documents at the end of each step: nobody need have asked the add-on for anything in between. */
  ends: Sheets[];
  /** Views of jobs that came from runs which somebody drove to where they rest. */
  rests: Array<{ step: number; user: string; document: DocumentName; view: JobView }>;
  /** Jobs that did not come to rest, in a sentence. */
  endless: string[];
  /** Steps in which something was to happen that never came to its moment, and how much of it. */
  missed: Array<{ step: number; count: number }>;
}

export const newTape = (): Tape => ({
  step: 0,
  sent: [],
  replies: [],
  edits: [],
  ends: [],
  rests: [],
  endless: [],
  missed: [],
});

/** The sheets as they are now. */
export const sheetsOf = (world: World): Sheets => (world.state.document?.sheets ?? []).map(cloneSheet);

/** What became of the account's codes between two moments. */
function changesOf(before: Record<string, Code>, after: Record<string, Code>): Change[] {
  const ids = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...ids].flatMap((id) => {
    const [was, is] = [before[id] ?? null, after[id] ?? null];
    if (was !== null && is !== null && JSON.stringify(was) === JSON.stringify(is)) return [];
    return [{ id, before: was, after: is && structuredClone(is) }];
  });
}

/** A transport that notes on the tape what each request did. */
export function taped(inner: Transport, state: State, tape: Tape): Transport {
  let batch = 0;
  return (requests, now) => {
    batch += 1;
    return requests.map((request) => {
      const reads = request.method === 'GET' && state.late.length === 0;
      const before = reads ? {} : structuredClone(state.codes);
      const [result] = inner([request], now);
      if (!result) throw new Error('The transport gave no result.');
      const changes = reads ? [] : changesOf(before, state.codes);
      tape.sent.push({ step: tape.step, batch, at: now, request, result, changes });
      return result;
    });
  };
}
