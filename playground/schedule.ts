// What goes wrong in a demo with faults: by chance, and the same for the same seed.
import type { Fault as WorldFault } from '../sim/apps-script/faults';
import type { Fault as QriusFault } from '../sim/qrius/faults';
import { randomFaults } from '../sim/qrius/random-faults';
import { nextRandom, type RandomState, randomChoice, randomInteger } from '../sim/random';

/** Requests that may be struck: several times as many as the largest plan has codes. */
const REQUESTS = 1000;
/** The key is revoked by this request at the latest, so that even the smallest sheet can meet it. */
const LATEST_REVOCATION = 60;
const MOST_KILLS = 5;
/** Calls of one execution among which a kill by number is drawn; a slice for fifty rows makes about 260. */
const NUMBERED_CALLS = 300;
/** The calls in which a slice reads, writes or sends something, and how often one of them is made at the most in a kill. */
const CALLS = [
  'Lock.tryLock',
  'Lock.releaseLock',
  'Properties.getProperties',
  'Properties.setProperties',
  'Range.getDisplayValues',
  'Range.getFormulas',
  'Range.setValues',
  'RangeList.setNumberFormat',
  'Spreadsheet.toast',
  'SpreadsheetApp.flush',
  'Ui.alert',
  'UrlFetchApp.fetchAll',
  'Utilities.sleep',
];
const MOST_NTH = 8;

/** Faults of the API, and kills of executions. */
export interface Schedule {
  qrius: QriusFault[];
  world: WorldFault[];
}

export const NOTHING: Schedule = { qrius: [], world: [] };

/** Half of the kills by name: by number most would meet the many calls that only look at a row or an answer. */
function killBy(random: RandomState): WorldFault {
  const at =
    nextRandom(random) < 0.5
      ? { name: randomChoice(random, CALLS), nth: randomInteger(random, 1, MOST_NTH) }
      : { k: randomInteger(random, 1, NUMBERED_CALLS) };
  return {
    at,
    when: randomChoice(random, ['before', 'after']),
    do: { kind: 'kill', pendingWrites: randomChoice(random, ['lost', 'applied']) },
  };
}

/**
 * Faults of every kind for a whole demo.
 * @param patient false on the real clock: there nothing is left out of the API's own faults, but no execution is killed,
 *   since its lease holds for six minutes, and no key is revoked, since nobody could make a new one over HTTP.
 */
export function scheduleOf(seed: number, patient: boolean): Schedule {
  const qrius = randomFaults(seed, { upTo: REQUESTS });
  if (!patient) return { qrius, world: [] };
  const random = { value: ~seed };
  if (nextRandom(random) < 0.5)
    qrius.push({ at: { nth: randomInteger(random, 1, LATEST_REVOCATION) }, do: { kind: 'revokeKey' } });
  const kills = randomInteger(random, 1, MOST_KILLS);
  return { qrius, world: Array.from({ length: kills }, () => killBy(random)) };
}
