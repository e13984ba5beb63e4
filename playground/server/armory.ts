// What waits to befall the next execution that changes something at Qrius: Google stops it, or a colleague sorts the sheet.
import type { Fault } from '../../sim/apps-script/faults';
import type { World } from '../../sim/apps-script/world';
import type { ScenarioUser } from '../../sim/scenario/scenario';
import type { WireRequest } from '../../sim/wire';
import type { Deed, ThreadNews } from './messages';

/** Before the add-on writes anything, so that a job is cut off while it starts. */
const FIRST_WRITE = { name: 'Range.setValues', nth: 1 };
/** How long a toast about it stays, in seconds. */
const TOAST_SECONDS = 8;

const killAt = (at: Fault['at'], when: Fault['when']): Fault => ({
  at,
  when,
  do: { kind: 'kill', pendingWrites: 'lost' },
});

export interface Armory {
  arm(deed: Deed, on: boolean): void;
  /** Stops the next execution before its first write. */
  killEarly(): void;
  /** To be told of requests that were answered, before the script gets the answers: the worst moment. */
  strike(answered: readonly WireRequest[]): void;
  /** What still waits. */
  armed(): Deed[];
}

/** @param sorted called when the colleague has sorted the sheet */
export function armory(
  world: World,
  users: readonly ScenarioUser[],
  sorted: () => void,
  tell: (news: ThreadNews) => void,
): Armory {
  const waiting = new Set<Deed>();
  const say = (message: string) => {
    for (const { id: user } of users)
      tell({ kind: 'toast', user, title: '', message, seconds: TOAST_SECONDS });
  };
  const deeds: Record<Deed, () => void> = {
    // Nothing of the answers will be written.
    kill: () => {
      world.faults.push(killAt({ name: 'UrlFetchApp.fetchAll' }, 'after'));
      say('Google stopped the script.');
    },
    sort: () => {
      const colleague = users[1] ?? users[0];
      if (!colleague) return;
      world.asUser(colleague.id).user.edit({ kind: 'sort', byColumn: 'A', ascending: false });
      sorted();
      say(`${colleague.name ?? colleague.id} sorted the sheet by column A, Z to A.`);
    },
  };
  return {
    arm: (deed, on) => {
      if (on) waiting.add(deed);
      else waiting.delete(deed);
    },
    killEarly: () => void world.faults.push(killAt(FIRST_WRITE, 'before')),
    strike: (answered) => {
      if (answered.every(({ method }) => method === 'GET')) return;
      for (const deed of waiting) deeds[deed]();
      waiting.clear();
    },
    armed: () => [...waiting],
  };
}
