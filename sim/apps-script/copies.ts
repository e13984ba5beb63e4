// A copy of a document: what goes with it and what stays behind (docs/facts/apps-script.md#document-copies).
import { nextRandom, type RandomState } from '../random';
import { cloneState, type WorldState } from './state';
import type { ScriptKind } from './types';

/** Random numbers of its own: a copy must not draw the numbers that the original draws. */
const apart = (random: RandomState): RandomState => ({ value: Math.floor(nextRandom(random) * 2 ** 32) | 0 });

/**
 * The state of a world around a copy of the document. Sheets go along, hidden ones too; triggers, selections and menus do
 * not. A bound script is copied and has empty user and script properties; an add-on's are the same stores in both documents.
 * @param owner ID of the user who copies
 */
export function copiedState(state: WorldState, kind: ScriptKind, owner: string): WorldState {
  if (!state.document) throw new Error('The world has no document to copy.');
  const copy = cloneState(state);
  const { id, name } = state.document;
  return {
    ...copy,
    document: copy.document && {
      ...copy.document,
      id: `${id}-copy`,
      name: `Copy of ${name}`,
      ownerId: owner,
    },
    properties: {
      document: state.readings.copiedProperties === 'copied' ? copy.properties.document : {},
      script: kind === 'bound' ? {} : state.properties.script,
      user: kind === 'bound' ? {} : state.properties.user,
    },
    selections: {},
    menus: {},
    answers: {},
    triggers: [],
    shown: [],
    trips: {},
    executions: 0,
    random: apart(state.random),
    latency: apart(state.latency),
  };
}
