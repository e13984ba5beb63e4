// The five bulk endpoints: one change for up to a hundred codes.
import { type BulkResult, bulkAnswer } from './bulk-answer';
import { type Call, refuseInput } from './call';
import { refuseBlocked } from './code-routes';
import { ownCode, removeCode } from './codes';
import { isRecord, readFields } from './fields';
import { remember } from './history';
import { type Outcome, type Refused, refuse } from './outcome';
import type { Code } from './state';
import { storedFields, storedTags } from './stores';

/** Reads the change out of a body, or says why it is refused. */
type ReadChange = (call: Call) => ((code: Code) => void) | Refused;

/** The guide shows `add`; `remove` and `set` are assumed. */
const tagActions: Record<string, (old: string[], given: string[]) => string[]> = {
  add: (old, given) => [...new Set([...old, ...given])],
  remove: (old, given) => old.filter((tag) => !given.includes(tag)),
  set: (_old, given) => [...new Set(given)],
};

const readTagChange: ReadChange = (call) => {
  const { body, state } = call;
  const fields = readFields(body, ['tags'], []);
  if (typeof fields === 'string') return refuseInput(call, fields);
  const name = isRecord(body) && typeof body.action === 'string' ? body.action : '';
  const action = Object.hasOwn(tagActions, name) ? tagActions[name] : undefined;
  if (!action) return refuseInput(call, 'action must be add, remove or set.');
  const { stores } = state.config;
  const given = storedTags(stores, fields.tags);
  return (code) => {
    code.tags = storedTags(stores, action(code.tags, given));
  };
};

const readDestinationChange: ReadChange = (call) => {
  const fields = readFields(call.body, ['destinationUrl'], []);
  if (typeof fields === 'string') return refuseInput(call, fields);
  const stored = storedFields(call.state.config.stores, fields);
  return refuseBlocked(call, fields) ?? ((code) => Object.assign(code, stored));
};

/** Makes the change for each ID. An ID that belongs to no code fails, and so does one that the same request has deleted. */
function changeAll(call: Call, ids: readonly string[], change: (code: Code) => void): BulkResult {
  const result: BulkResult = { updated: 0, changed: 0, failed: [] };
  for (const id of ids) {
    const code = ownCode(call, id);
    if (!code) {
      result.failed.push(id);
      continue;
    }
    const before = JSON.stringify(code);
    remember(call.state, code, call.now);
    change(code);
    result.updated += 1;
    if (ownCode(call, id) === undefined || JSON.stringify(code) !== before) result.changed += 1;
  }
  return result;
}

function bulk(readChange: ReadChange): (call: Call) => Outcome {
  return (call) => {
    const { answers, limits } = call.state.config;
    const ids = isRecord(call.body) ? call.body.qrCodeIds : undefined;
    if (!Array.isArray(ids) || ids.length === 0 || !ids.every((id) => typeof id === 'string')) {
      return refuseInput(call, 'qrCodeIds must be a list of IDs that is not empty.');
    }
    if (ids.length > limits.idsPerRequest) {
      const sentence = `At most ${limits.idsPerRequest} IDs fit into one request; this one has ${ids.length}.`;
      return refuse(400, sentence);
    }
    const change = readChange(call);
    return typeof change === 'function' ? bulkAnswer(answers, changeAll(call, ids, change)) : change;
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
