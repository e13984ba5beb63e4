// Puts the services of Google into the realm of an execution as its global names.

import { make, unmodelled } from '../facade';
import type { Execution } from '../types';
import { makeConsole, makeLogger } from './logger';
import { modelled, unmodelledNames } from './names';

/** Fills the global object of the execution's realm. */
export function installServices(x: Execution): void {
  const { context } = x.realm;
  for (const name of modelled) context[name] = make(x, name, null);
  for (const name of unmodelledNames) context[name] = unmodelled(x, name);
  context.console = makeConsole(x);
  context.Logger = makeLogger(x);
}
