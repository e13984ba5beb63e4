// The five bulk endpoints: one change for up to a hundred codes, answered with two counts.
import { type Call, refuseInput } from './call';
import { ownCode, removeCode } from './codes';
import { isRecord, readFields } from './fields';
import { done, type Outcome, refuse } from './outcome';
import type { Code } from './state';

/** Source: qrius-api.md, "Changing many at once". */
const MOST_IDS = 100;

/** Reads the change out of a body; a sentence where it is not to be read. */
type ReadChange = (call: Call) => ((code: Code) => void) | string;

/** `add`, `remove` and `set`, of which the guide shows the first and the others are assumed. */
const tagActions: Record<string, (old: string[], given: string[]) => string[]> = {
  add: (old, given) => [...new Set([...old, ...given])],
  remove: (old, given) => old.filter((tag) => !given.includes(tag)),
  set: (_old, given) => [...new Set(given)],
};

const readTagChange: ReadChange = ({ body }) => {
  const fields = readFields(body, ['tags'], []);
  if (typeof fields === 'string') return fields;
  const name = isRecord(body) && typeof body.action === 'string' ? body.action : '';
  const action = Object.hasOwn(tagActions, name) ? tagActions[name] : undefined;
  if (!action) return 'action must be add, remove or set.';
  return (code) => {
    code.tags = action(code.tags, fields.tags);
  };
};

const readDestinationChange: ReadChange = ({ body }) => {
  const fields = readFields(body, ['destinationUrl'], []);
  return typeof fields === 'string' ? fields : (code) => Object.assign(code, fields);
};

/** IDs that lead to no code of the account count as failed, and so does an ID that the same request has deleted. */
function bulk(readChange: ReadChange): (call: Call) => Outcome {
  return (call) => {
    const ids = isRecord(call.body) ? call.body.qrCodeIds : undefined;
    if (!Array.isArray(ids) || ids.length === 0 || !ids.every((id) => typeof id === 'string')) {
      return refuseInput(call, 'qrCodeIds must be a list of IDs that is not empty.');
    }
    if (ids.length > MOST_IDS) {
      return refuse(400, `At most ${MOST_IDS} IDs fit into one request; this one has ${ids.length}.`);
    }
    const change = readChange(call);
    if (typeof change === 'string') return refuseInput(call, change);
    let updated = 0;
    for (const id of ids) {
      const code = ownCode(call, id);
      if (!code) continue;
      change(code);
      updated += 1;
    }
    return done(200, { updated, failed: ids.length - updated });
  };
}

export const bulkDestination = bulk(readDestinationChange);
export const bulkTags = bulk(readTagChange);
export const bulkPause = bulk(() => (code) => {
  code.paused = true;
});
export const bulkActivate = bulk(() => (code) => {
  code.paused = false;
});
export const bulkDelete = bulk(
  ({ state, account }) =>
    (code) =>
      removeCode(state, account, code),
);
