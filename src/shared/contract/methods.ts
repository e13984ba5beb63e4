// The contract between the sidebar and the server: one door, a list of methods, JSON both ways. The compiler refuses what is not in it.
import type { ErrorInfo } from '../errors';
import type { ChangeRequest, ChangeTarget, PastJob, Preview } from './change';
import type { Check, ConflictPolicy, RowHeight } from './create';
import type { Home } from './home';
import type { JobView } from './job';
import type { PrintablePart, PrintScope, SelectedCode } from './print';
import type { ScanSummary } from './scans';
import type { Every, SwitchList } from './schedule';
import type { CellFix, ChoosableRole, RowFault, Scope } from './sheet';

/** The methods of the door, each with what goes in and what comes out. */
export interface Methods {
  getHome: { input: null; output: Home };
  connect: { input: { key: string; name: string }; output: Home };
  forgetKey: { input: null; output: Home };
  /**
   * Takes key, properties, schedule and triggers of the user away. `tabs`: the add-on's tabs and what the document's properties hold
   * of nobody else, too. Refused while a job is unfinished.
   */
  removeEverything: { input: { tabs: boolean }; output: Home };
  /** Points out a column for this sheet; an empty header is no column (names then come from the links), null takes the choice back. */
  chooseColumn: { input: { role: ChoosableRole; header: string | null }; output: Home };
  /** Points out the row of the headers, counted from 1; null takes the choice back. */
  chooseHeaderRow: { input: { row: number | null }; output: Home };
  insertTemplate: { input: null; output: Home };
  /** The rows behind the counts of home that need attention, and those that were edited; at most `MAX_FAULTS` each. */
  listAttention: {
    input: null;
    output: {
      attention: RowFault[];
      attentionCount: number;
      /** Of these, rows of which nobody knows whether they have a code: the next run finds out. */
      unconfirmed: number;
      edited: RowFault[];
      editedCount: number;
    };
  };
  /**
   * `withOdd`: odd links and slugs are meant as they are; `withDeleted`: rows whose code was deleted get another one. Here and when
   * codes are created.
   */
  checkRows: { input: { scope: Scope; withOdd?: boolean; withDeleted?: boolean }; output: Check };
  /** Changes cells that still hold what the user saw in them; of the others it says nothing. The way back is the same, turned around. */
  fixCells: { input: { fixes: CellFix[] }; output: { fixed: CellFix[] } };
  /** Begins a job and runs its first slice. `most`: only the first rows get a code; null for all. */
  createCodes: {
    input: {
      scope: Scope;
      conflict: ConflictPolicy;
      images: boolean;
      /** `none` where it is left out. */
      rowHeight?: RowHeight;
      most: number | null;
      withOdd?: boolean;
      withDeleted?: boolean;
    };
    output: JobView;
  };
  /** Begins a job with the rows that failed in the last one, and runs its first slice. */
  retryFailed: { input: null; output: JobView };
  /** Compares with Qrius, and says what a change would do. */
  previewChange: { input: { request: ChangeRequest } & ChangeTarget; output: Preview };
  /**
   * Begins a change job and runs its first slice. `deletes`: how many codes the user agreed to delete; null for none.
   * `targetFingerprint`: that of the preview which the user saw; null where there was none.
   */
  changeCodes: {
    input: {
      request: ChangeRequest;
      deletes: number | null;
      targetFingerprint: string | null;
    } & ChangeTarget;
    output: JobView;
  };
  /** The newest jobs of the document, at most `MAX_JOBS`, the last one first. */
  listJobs: { input: null; output: { jobs: PastJob[] } };
  /** How many codes of the account stand in no row of the sheet. */
  countImportable: { input: null; output: { codes: number; fingerprint: string } };
  /** Begins a job that brings them into the sheet, below its last row, and runs its first slice. `null` leaves heights alone. */
  importCodes: { input: { rowHeight: RowHeight } | null; output: JobView };
  /** Begins a job that refreshes the scan counts of rows with a code, and runs its first slice. */
  refreshScans: { input: { scope: Scope }; output: JobView };
  summarizeScans: { input: null; output: ScanSummary };
  /** Sets what runs by itself, with the user's own account from now on; neither of both switches it off. */
  setSchedule: { input: { every: Every | null; switches: boolean; colleagues?: boolean }; output: Home };
  /** The switches that saving a schedule approves. */
  listSwitches: { input: null; output: SwitchList };
  /** Lets the user's schedule do the switches that were listed. */
  approveSwitches: { input: null; output: Home };
  /**
   * Makes the chart of the sheet's most scanned codes, or brings the one that is there up to date, and shows it. `sheet`: the
   * name of the sheet on which it stands.
   */
  insertChart: { input: null; output: { sheet: string } };
  /** Runs one slice of the unfinished job, about 20 s. */
  continueJob: { input: null; output: JobView };
  /** The job as it stands, without working on it; null where there is none. */
  getJob: { input: null; output: JobView | null };
  stopJob: { input: null; output: JobView };
  /** Ends the job of a colleague who has not been here for a day. Nothing is sent. */
  endJob: { input: null; output: Home };
  /** Shows a sheet, or the one that is active, and selects the cell of the row that needs the user. */
  selectRow: { input: { row: number; sheet?: number | null }; output: null };
  /** The sheet with its codes as CSV, safe to open in a spreadsheet. */
  exportCsv: { input: null; output: { fileName: string; text: string } };
  /** Name and short URL of all rows that have one, a line each, to be copied. */
  listShortUrls: { input: null; output: { count: number; text: string } };
  selectedCode: { input: null; output: SelectedCode | null };
  /** Opens the page that prints and downloads codes, in place of the sidebar. */
  openPrint: { input: null; output: null };
  /** Codes to print. `from`: the `next` of the part before; null for the first. Needs neither key nor Qrius. */
  listPrintable: {
    input: { scope: PrintScope; from: PrintablePart['next'] };
    output: PrintablePart;
  };
}

export type MethodName = keyof Methods;

export type Input<M extends MethodName> = Methods[M]['input'];

export type Output<M extends MethodName> = Methods[M]['output'];

/** What every call of the door answers with, as JSON text. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: ErrorInfo };

/**
 * What the page showed when a button was pressed. Where the user looks at another sheet by now, or the fingerprint of a check,
 * a count or a list no longer fits, nothing is done and the code is `target-changed`.
 */
export interface Shown {
  /** null where no sheet was shown. */
  sheet: number | null;
  /** null where there was no check, no count and no list. */
  fingerprint: string | null;
}

/**
 * The door itself, a top-level function of the server: `google.script.run.call(method, inputAsJson, shownAsJson)` answers with
 * a `Result` as JSON text. Text both ways, since the wire of google.script.run turns a Date into null without a word.
 */
export type Door = (method: string, input: string, shown: string) => string;

/** The views that the menu opens. */
export type View = 'home' | 'check-selection' | 'check-sheet' | 'change-selection' | 'undo' | 'connect';
