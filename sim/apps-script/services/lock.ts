// LockService: one holder at a time, freed at the end of its execution (docs/facts/apps-script.md#locks).

import { make } from '../facade';
import { spend } from '../lifecycle';
import { Refusal } from '../refusal';
import type { Execution, FacadeClass } from '../types';
import { handle, method, whole } from './methods';
import { documentSeen } from './sheet-access';

type Self = { key: string };

/**
 * Takes the lock, or waits in vain: whoever holds it is an execution that is paused around this one, so the whole time-out
 * passes on the clock.
 */
function take(x: Execution, { key }: Self, timeoutMs: number): boolean {
  const holder = x.core.locks.get(key);
  if (holder !== undefined && holder !== x) {
    spend(x, timeoutMs);
    return false;
  }
  x.core.locks.set(key, x);
  return true;
}

export const lockClass: FacadeClass<Self> = {
  name: 'Lock',
  permission: 'properties',
  methods: {
    tryLock: method('lock', (x, self, timeout) => take(x, self, whole(timeout, 'timeoutInMillis'))),
    waitLock: method('lock', (x, self, timeout) => {
      if (take(x, self, whole(timeout, 'timeoutInMillis'))) return;
      throw new Refusal('Lock timeout: another process was holding the lock for too long.');
    }),
    hasLock: method('handle', (x, { key }) => x.core.locks.get(key) === x),
    releaseLock: method('lock', (x, { key }) => {
      if (x.core.locks.get(key) === x) x.core.locks.delete(key);
    }),
  },
};

export const lockServiceClass: FacadeClass<null> = {
  name: 'LockService',
  permission: 'properties',
  methods: {
    getScriptLock: handle((x) => make(x, 'Lock', { key: 'script' })),
    getUserLock: handle((x) => make(x, 'Lock', { key: `user ${x.user.id}` })),
    // null without a containing document (docs/facts/apps-script.md#trigger-document).
    getDocumentLock: handle((x) => (documentSeen(x) === null ? null : make(x, 'Lock', { key: 'document' }))),
  },
};
