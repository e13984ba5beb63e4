// The menu items that create codes: one execution runs one long slice.

import { userId } from '../google/connection';
import { ask, say } from '../google/dialogs';
import { clock } from '../google/document';
import { activeSheetId } from '../google/selection';
import { runCreateJob } from '../jobs/create/job';
import { forgetLost, type JobRecord, load } from '../jobs/record';
import { closing, lostCodes } from '../jobs/view';
import { Refusal } from '../wire/failure';
import { connectionOfUser, portsOf } from './ports';

/** How long a menu item works, in milliseconds: a batch and its write-back fit into what is left of Google's six minutes. */
const MENU_SLICE_MS = 270_000;

/** @param wanted whether a row (0-based) is to get a code. */
export function createCodes(wanted: (index: number) => boolean): void {
  const startedAt = clock.now();
  const connection = connectionOfUser();
  const ports = portsOf(connection);
  const { account, plan } = connection;
  const order = { owner: userId(), account, plan, sheetId: activeSheetId(), wanted, mayExceed: ask };
  const sentences = [outcomeOf(() => runCreateJob(ports, order, startedAt, startedAt + MENU_SLICE_MS))];
  // Also what an execution noted that was cut off before it could say so.
  const lost = load(ports.store).lost[order.owner] ?? [];
  if (lost.length > 0) sentences.push(lostCodes(lost));
  say(sentences.join('\n\n'));
  if (lost.length > 0) forgetLost(ports.store, order.owner);
}

function outcomeOf(run: () => JobRecord): string {
  try {
    return closing(run());
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}
