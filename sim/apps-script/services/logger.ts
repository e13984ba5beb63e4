// Logger and console: lines that go to the log of the execution, never to the terminal. They are no numbered service calls.

import { inspect } from 'node:util';
import type { Execution } from '../types';

/** Writes one line to the log; what is no text is printed as its data. */
function lineTo(x: Execution): (...values: unknown[]) => void {
  return (...values) => {
    x.log.push(
      values.map((value) => (typeof value === 'string' ? value : inspect(value, { depth: 4 }))).join(' '),
    );
  };
}

export function makeConsole(x: Execution): object {
  const line = lineTo(x);
  const console = x.realm.object();
  for (const level of ['log', 'info', 'warn', 'error', 'debug']) console[level] = line;
  return console;
}

export function makeLogger(x: Execution): object {
  const logger = x.realm.object();
  logger.log = lineTo(x);
  return logger;
}
