// Answers the sidebar: a list of methods, JSON both ways, and an answer in any case.

import { loadUser } from '../google/connection';
import { noteError } from '../google/console';
import type { Input, MethodName, Output, Result } from '../shared/contract';
import { UserError } from '../shared/errors';
import { Unreadable } from '../shared/parse';
import { begin, continueJob, currentJob, endJob, retryFailed, stopJob } from './begin';
import { connect, forget } from './connection';
import { home, pickColumn } from './home';
import { INPUTS } from './inputs';
import { check, countImportable, preview } from './precheck';
import { changeOf, createOf, importOf, refreshOf } from './requests';
import { chart, csv, insertTemplate, picked, shortUrls, show } from './results';
import { setRunning } from './schedule';

const methods: { [M in MethodName]: (input: Input<M>) => Output<M> } = {
  getHome: home,
  connect: (input) => {
    connect(input);
    return home();
  },
  forgetKey: () => {
    forget();
    return home();
  },
  chooseColumn: (input) => {
    pickColumn(input);
    return home();
  },
  insertTemplate: () => {
    insertTemplate();
    return home();
  },
  checkRows: check,
  createCodes: (input) => begin(createOf(input)),
  retryFailed,
  previewChange: preview,
  changeCodes: (input) => begin(changeOf(input)),
  countImportable,
  importCodes: () => begin(importOf()),
  refreshScans: (input) => begin(refreshOf(input)),
  setSchedule: (input) => {
    setRunning(input);
    return home();
  },
  insertChart: chart,
  continueJob,
  getJob: () => currentJob(loadUser()),
  stopJob,
  endJob: () => {
    endJob();
    return home();
  },
  selectRow: show,
  exportCsv: csv,
  listShortUrls: shortUrls,
  selectedCode: picked,
};

/**
 * @param method a name of the contract; anything else is refused.
 * @param input its input as JSON text.
 * @returns a `Result` as JSON text. Nothing is thrown except what Google itself throws at the end of an execution.
 */
export function answer(method: unknown, input: unknown): string {
  return JSON.stringify(resultOf(method, input));
}

const isMethod = (name: unknown): name is MethodName =>
  typeof name === 'string' && Object.keys(methods).includes(name);

function resultOf(method: unknown, input: unknown): Result<unknown> {
  try {
    if (!isMethod(method)) throw outdated();
    return { ok: true, value: call(method, input) };
  } catch (error) {
    if (error instanceof UserError) return { ok: false, failure: error.info };
    if (error instanceof Unreadable) return { ok: false, failure: outdated().info };
    noteError(error);
    return {
      ok: false,
      failure: {
        code: 'unexpected',
        message: 'Google Sheets did not answer as expected. Try again in a moment.',
      },
    };
  }
}

function call<M extends MethodName>(method: M, input: unknown): Output<M> {
  return methods[method](INPUTS[method](jsonOf(input)));
}

function jsonOf(input: unknown): unknown {
  try {
    return typeof input === 'string' ? JSON.parse(input) : null;
  } catch {
    return null;
  }
}

const outdated = (): UserError =>
  new UserError(
    'bad-call',
    'The sidebar and the add-on are of different versions. Close the sidebar and open it again.',
  );
