// The methods of the door, as the contract lists them: the compiler refuses one too many, one too few, or one of another type.
import { loadUser } from '../google/connection';
import type { MethodName, Output } from '../wire/contract';
import { bring, missing } from './methods/bring';
import { change, preview } from './methods/change';
import { chart } from './methods/chart';
import { connect, forget } from './methods/connection';
import { check, retry, start } from './methods/create';
import { currentJob, home, pickColumn } from './methods/home';
import { refresh } from './methods/refresh';
import { csv, picked, shortUrls, show } from './methods/results';
import { stop, work } from './methods/run';
import { setRunning } from './methods/schedule';
import { insertTemplate } from './methods/template';

/** Each takes what came over the wire, and parses it itself. */
export const methods: { [M in MethodName]: (input: unknown) => Output<M> } = {
  home,
  connect: (input) => {
    connect(input);
    return home();
  },
  forgetKey: () => {
    forget();
    return home();
  },
  pickColumn: (input) => {
    pickColumn(input);
    return home();
  },
  insertTemplate: () => {
    insertTemplate();
    return home();
  },
  check,
  start,
  retry,
  preview,
  change,
  missing,
  bring,
  refresh,
  setSchedule: (input) => {
    setRunning(input);
    return home();
  },
  chart,
  work,
  job: () => currentJob(loadUser().id),
  stop,
  show,
  csv,
  shortUrls,
  picked,
};
