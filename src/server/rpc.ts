// Answers the sidebar: a list of methods, JSON both ways, and an answer in any case.
import { loadUser } from '../google/connection';
import { noteError } from '../google/console';
import { logSheet } from '../google/log-sheet';
import { activeSheetId } from '../google/selection';
import { pastJobs } from '../jobs/change/history';
import { scanSummary } from '../jobs/refresh/top';
import type { Home } from '../shared/contract/home';
import type { Input, MethodName, Output, Result, Shown } from '../shared/contract/methods';
import { UserError } from '../shared/errors';
import { parseJson, Unreadable } from '../shared/parse';
import { readLog } from '../table/log';
import { begin, continueJob, currentJob, endJob, retryFailed, stopJob } from './begin';
import { connect, forget } from './connection';
import { activeTable, meOf } from './context';
import { fixCells } from './fix-cells';
import { home, listAttention, pickColumn, pickHeaderRow } from './home';
import { INPUTS, shown as parseShown } from './inputs';
import { showPrint } from './menu';
import { check, countImportable, preview } from './precheck';
import { listPrintable } from './printable';
import { removeEverything } from './remove';
import { changeOf, createOf, importOf, refreshOf } from './requests';
import { chart, csv, insertTemplate, picked, shortUrls, show } from './results';
import { setRunning } from './schedule';
import { approveSwitches, listSwitches } from './switches';
import * as words from './words';

type Method<M extends MethodName> = (input: Input<M>, fingerprint: Shown['fingerprint']) => Output<M>;

/** A method that changes something, and answers with the new home. */
const thenHome =
  <I>(change: (input: I, fingerprint: Shown['fingerprint']) => void) =>
  (input: I, fingerprint: Shown['fingerprint']): Home => {
    change(input, fingerprint);
    return home();
  };

const methods: { [M in MethodName]: Method<M> } = {
  getHome: home,
  connect: thenHome(connect),
  forgetKey: thenHome(forget),
  removeEverything: thenHome(removeEverything),
  chooseColumn: thenHome(pickColumn),
  chooseHeaderRow: thenHome(pickHeaderRow),
  insertTemplate: thenHome(insertTemplate),
  listAttention,
  checkRows: check,
  fixCells,
  createCodes: (input, fingerprint) => begin(createOf(input, fingerprint)),
  retryFailed: (_, fingerprint) => retryFailed(fingerprint),
  previewChange: preview,
  changeCodes: (input) => begin(changeOf(input)),
  listJobs: () => ({ jobs: pastJobs(meOf(loadUser()), readLog(logSheet().read())) }),
  countImportable,
  importCodes: (input, fingerprint) => begin(importOf(input, fingerprint)),
  summarizeScans: () => scanSummary(activeTable('value')),
  refreshScans: (input, fingerprint) => begin(refreshOf(input, fingerprint)),
  setSchedule: thenHome(setRunning),
  listSwitches,
  approveSwitches: thenHome((_, fingerprint) => approveSwitches(fingerprint)),
  insertChart: (_, fingerprint) => chart(fingerprint),
  continueJob,
  getJob: () => currentJob(loadUser()),
  stopJob,
  endJob: thenHome(endJob),
  selectRow: show,
  exportCsv: csv,
  listShortUrls: shortUrls,
  selectedCode: picked,
  openPrint: () => {
    showPrint();
    return null;
  },
  listPrintable,
};

/** Whether a method does something with the sheet that the page shows. The job's own sheet, or none, is meant by all others. */
const IN_SHOWN_SHEET: Record<MethodName, boolean> = {
  getHome: false,
  connect: false,
  forgetKey: false,
  removeEverything: false,
  chooseColumn: true,
  chooseHeaderRow: true,
  insertTemplate: true,
  listAttention: false,
  checkRows: false,
  fixCells: true,
  createCodes: true,
  retryFailed: false,
  previewChange: false,
  changeCodes: true,
  listJobs: false,
  countImportable: false,
  importCodes: true,
  summarizeScans: false,
  refreshScans: true,
  setSchedule: true,
  listSwitches: false,
  approveSwitches: true,
  insertChart: true,
  continueJob: false,
  getJob: false,
  stopJob: false,
  endJob: false,
  selectRow: false,
  exportCsv: true,
  listShortUrls: true,
  selectedCode: false,
  openPrint: false,
  listPrintable: false,
};

/**
 * @param method a name of the contract; anything else is refused.
 * @param input its input as JSON text.
 * @param shown what the page shows, as the JSON text of a `Shown`.
 * @returns a `Result` as JSON text. Nothing is thrown except what Google itself throws at the end of an execution.
 */
export function answer(method: unknown, input: unknown, shown: unknown): string {
  return JSON.stringify(resultOf(method, input, shown));
}

const isMethod = (name: unknown): name is MethodName =>
  typeof name === 'string' && Object.keys(methods).includes(name);

function resultOf(method: unknown, input: unknown, shown: unknown): Result<unknown> {
  try {
    if (!isMethod(method)) throw outdated();
    return { ok: true, value: call(method, input, shown) };
  } catch (error) {
    if (error instanceof UserError) return { ok: false, failure: error.info };
    if (error instanceof Unreadable) return { ok: false, failure: outdated().info };
    noteError(error);
    return {
      ok: false,
      failure: {
        code: 'unexpected',
        message: words.unexpected,
      },
    };
  }
}

function call<M extends MethodName>(method: M, input: unknown, page: unknown): Output<M> {
  const parsed = INPUTS[method](jsonOf(input));
  const { sheet = null, fingerprint = null } = parseShown(jsonOf(page)) ?? {};
  if (sheet !== null && IN_SHOWN_SHEET[method] && sheet !== activeSheetId()) throw otherSheet();
  return methods[method](parsed, fingerprint);
}

const otherSheet = (): UserError => new UserError('target-changed', words.otherSheet);

const jsonOf = (input: unknown): unknown =>
  typeof input === 'string' ? parseJson((value) => value, input) : null;

const outdated = (): UserError => new UserError('bad-call', words.outdated);
