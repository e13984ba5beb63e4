// Answers the sidebar: a list of methods, JSON both ways, and an answer in any case.

import { loadUser } from '../google/connection';
import { noteError } from '../google/console';
import { settleWrites } from '../google/document';
import { logSheet } from '../google/log-sheet';
import { showPrint } from '../google/pages';
import { activeSheetId } from '../google/selection';
import { pastJobs } from '../jobs/change/history';
import type { JobRequest } from '../jobs/kind';
import { scanSummary } from '../jobs/refresh/top';
import type { Home } from '../shared/contract/home';
import type { JobView } from '../shared/contract/job';
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
import { check, countImportable, preview } from './precheck';
import { listPrintable } from './printable';
import { removeEverything } from './remove';
import { changeOf, createOf, importOf, refreshOf } from './requests';
import { chart, csv, insertTemplate, picked, shortUrls, show } from './results';
import { setRunning } from './schedule';
import { approveSwitches, listSwitches } from './switches';
import * as words from './words';

type Method<M extends MethodName> = (input: Input<M>, fingerprint: Shown['fingerprint']) => Output<M>;

type All = { [M in MethodName]: Method<M> };

/** For a method after which the first view is shown. */
const andHome =
  <I>(action: (input: I, fingerprint: Shown['fingerprint']) => void) =>
  (input: I, fingerprint: Shown['fingerprint']): Home => {
    action(input, fingerprint);
    return home();
  };

/** For a method that begins a job. */
const beginning =
  <I>(requestOf: (input: I, fingerprint: Shown['fingerprint']) => JobRequest) =>
  (input: I, fingerprint: Shown['fingerprint']): JobView =>
    begin(requestOf(input, fingerprint));

/** Methods that do something with the sheet that the page shows. */
const IN_SHOWN_SHEET = {
  chooseColumn: andHome(pickColumn),
  chooseHeaderRow: andHome(pickHeaderRow),
  insertTemplate: andHome(insertTemplate),
  fixCells,
  createCodes: beginning(createOf),
  changeCodes: beginning(changeOf),
  importCodes: beginning(importOf),
  refreshScans: beginning(refreshOf),
  setSchedule: andHome(setRunning),
  approveSwitches: andHome((_, fingerprint) => approveSwitches(fingerprint)),
  insertChart: (_, fingerprint) => chart(fingerprint),
  exportCsv: csv,
  listShortUrls: shortUrls,
} satisfies Partial<All>;

/** The job's own sheet, or none, is meant by all others. */
const methods: All = {
  ...IN_SHOWN_SHEET,
  getHome: home,
  connect: andHome(connect),
  forgetKey: andHome(forget),
  removeEverything: andHome(removeEverything),
  listAttention,
  checkRows: check,
  retryFailed: (_, fingerprint) => retryFailed(fingerprint),
  previewChange: preview,
  listJobs: () => ({ jobs: pastJobs(meOf(loadUser()), readLog(logSheet().read())) }),
  countImportable,
  summarizeScans: () => scanSummary(activeTable('value')),
  listSwitches,
  continueJob,
  getJob: () => currentJob(loadUser()),
  stopJob,
  endJob: andHome(endJob),
  selectRow: show,
  selectedCode: picked,
  openPrint: () => {
    showPrint(words.print);
    return null;
  },
  listPrintable,
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
    settleWrites();
    return { ok: false, failure: { code: 'unexpected', message: words.unexpected } };
  }
}

function call<M extends MethodName>(method: M, input: unknown, page: unknown): Output<M> {
  const parsed = INPUTS[method](jsonOf(input));
  const { sheet = null, fingerprint = null } = parseShown(jsonOf(page)) ?? {};
  if (sheet !== null && method in IN_SHOWN_SHEET && sheet !== activeSheetId())
    throw new UserError('target-changed', words.otherSheet);
  return methods[method](parsed, fingerprint);
}

const jsonOf = (input: unknown): unknown =>
  typeof input === 'string' ? parseJson((value) => value, input) : null;

const outdated = (): UserError => new UserError('bad-call', words.outdated);
