// What one execution knows of the creates that it works on.
import type { Code } from '../../qrius/readings';
import type { Counts } from '../job';
import type { Chunk } from './chunk';
import type { InFlight, Request } from './in-flight';
import type { CreateDetails } from './plan';
import type { Created } from './settle';

export interface CreateState {
  choices: CreateDetails['choices'];
  /** See `CreateDetails`. */
  since: number;
  counts: Counts;
  /** Requests that were sent, or may have been, and what is known of each. */
  open: InFlight[];
  /** What the sheet says of interrupted requests that no row shows. */
  presumed: Map<string, 'done' | 'failed'>;
  /** Tokens whose result has been written: a row that still has one is a copy. */
  settled: Set<string>;
  /** Codes that were written with the last write. */
  created: Created[];
  /** Codes of which one may be that of a row that is gone. */
  unsure: Code[];
  /** Requests that must be looked up. */
  unknown: Request[];
  /** The rows that were marked with the last write. */
  chunk: Chunk;
  /** Requests whose rows are marked, still to be sent. */
  toSend: Request[];
  /** Requests that leave once more as they are, and their rows. */
  repeats: Chunk['chosen'];
  /** Tokens of rows that stay in doubt: they are not looked up again in this slice. */
  doubts: Set<string>;
  /** Tokens of all requests of the job that this slice knows, and see `CreateDetails`. */
  known: Set<string>;
  foreign: readonly string[];
  earlier: readonly string[];
  approved: Map<string, number>;
  /** See `CreateDetails`. */
  mayChoose: boolean | null;
  /** Tokens of requests whose results were being written when the execution was cut off; none once that is put right. */
  torn: readonly string[];
  /** No row waits any more. */
  isOver: boolean;
  /** How long the slowest batch of the last chunk took, and of this one so far, in milliseconds. */
  batchMs: number;
  slowestMs: number;
  networkFailed: boolean;
  /** The codes of the account, where they were asked for in this slice. */
  listed: Code[] | null;
}
