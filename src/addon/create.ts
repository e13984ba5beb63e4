// The menu items that create codes: one execution runs one long slice.
import { loadUser } from '../google/connection';
import { ask, say } from '../google/dialogs';
import { clock } from '../google/document';
import { loadPicks } from '../google/picks';
import { activeSheetId } from '../google/selection';
import { sheetName } from '../google/spreadsheet';
import { runCreateJob } from '../jobs/create/job';
import type { CreateOrder } from '../jobs/create/start';
import type { Ports } from '../jobs/ports';
import { type Choices, forgetLost, load } from '../jobs/record';
import { closing, lostCodes } from '../jobs/view';
import { Refusal } from '../wire/failure';
import { connectionOf, portsOf } from './ports';

/** How long a menu item works, in milliseconds: a batch and its write-back fit into what is left of Google's six minutes. */
const MENU_SLICE_MS = 270_000;

/** @param wanted whether a row (0-based) is to get a code. */
export function createCodes(wanted: (index: number) => boolean): void {
  const startedAt = clock.now();
  const user = loadUser();
  const connection = connectionOf(user);
  const ports = portsOf(connection, startedAt);
  const { account, plan, name } = connection;
  const sheetId = activeSheetId();
  const choices: Choices = { conflict: 'suffix', images: true };
  const order = {
    ...{ owner: user.id, ownerName: name, account, plan, sheetId, picks: loadPicks(sheetId) },
    ...{ choices, wanted, mayExceed: ask },
  };
  const sentences = [outcomeOf(ports, order, startedAt + MENU_SLICE_MS)];
  // Also what an execution noted that was cut off before it could say so.
  const lost = load(ports.store).lost.filter(({ owner }) => owner === order.owner);
  if (lost.length > 0) sentences.push(lostCodes(lost.flatMap(({ codes }) => codes)));
  say(sentences.join('\n\n'));
  if (lost.length > 0)
    forgetLost(
      ports.store,
      lost.map(({ key }) => key),
    );
}

function outcomeOf(ports: Ports, order: CreateOrder, until: number): string {
  try {
    const { record, continued } = runCreateJob(ports, order, until);
    if (!continued || record.ending !== 'done') return closing(record);
    const where = record.sheetId === order.sheetId ? '' : ` of the sheet “${sheetName(record.sheetId)}”`;
    return `${closing(record)}\n\nThis was the unfinished job${where}. Choose the menu item again for what you selected now.`;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}
