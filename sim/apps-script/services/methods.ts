// Short ways to write a table of methods, and to read what scripts hand in.

import type { CallKind } from '../costs';
import type { Permission } from '../permissions';
import { Refusal } from '../refusal';
import type { Execution, Method } from '../types';

/** What a method does: the execution, the data behind its object, its arguments. */
export type Run<State> = (x: Execution, self: State, ...args: unknown[]) => unknown;

/** A method of a kind; `needs` where it differs from its class. */
export function method<State>(kind: CallKind, run: Run<State>, needs?: Permission): Method<State> {
  const base = { kind, run: (x: Execution, self: State, args: unknown[]) => run(x, self, ...args) };
  return needs === undefined ? base : { ...base, needs };
}

/** A method that only makes an object or tells what the object knows. */
export const handle = <State>(run: Run<State>, needs?: Permission) => method('handle', run, needs);

/** A whole number that a script handed in. Throws in the words of Google's signature check. */
export function whole(value: unknown, name: string): number {
  const number = typeof value === 'number' ? value : Number.NaN;
  if (!Number.isFinite(number))
    throw new Refusal(`The parameters (${name}) don't match the method signature.`);
  return Math.trunc(number);
}

/** A text that a script handed in. */
export function text(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new Refusal(`Invalid argument: ${name}`);
  return value;
}
