// Random disturbances: at a service call, or of an answer of Qrius.
import type { Fault as ApiFault, FaultAction } from '../sim/qrius/faults';
import type { Button, Disturbance } from '../sim/scenario/scenario';
import type { Draw } from './draw';
import { drawEdit } from './edits';
import type { DrawnSheet } from './sheets';

/** Google's words for a failure that may pass. */
const FAILED = 'Service Spreadsheets failed while accessing document with id document-of-this-world.';

/** Calls around which most is at stake. */
const CALLS = [
  'Range.getDisplayValues',
  'Range.setValues',
  'SpreadsheetApp.flush',
  'UrlFetchApp.fetchAll',
  'Properties.setProperties',
  'Sheet.getDataRange',
];

/** A moment of a step. */
export const momentOf = (draw: Draw): Disturbance['at'] =>
  draw.chance(0.6)
    ? { name: draw.one(CALLS), nth: Math.min(draw.whole(1, 7), draw.whole(1, 7)) }
    : { k: draw.whole(1, 110) };

/** One disturbance of a step. */
export function drawDisturbance(draw: Draw, drawn: DrawnSheet, users: readonly string[]): Disturbance {
  const what = draw.weighted<Disturbance['do']>([
    [4, () => ({ kind: 'kill', pendingWrites: draw.one(['lost', 'applied']) })],
    [2, () => ({ kind: 'throw', message: FAILED })],
    [5, () => ({ kind: 'edit', edit: drawEdit(draw, drawn) })],
    [
      1,
      () => ({
        kind: 'press',
        user: draw.one(users),
        button: draw.one<Button>([{ kind: 'stop' }, { kind: 'continue' }, { kind: 'create' }]),
      }),
    ],
  ]);
  const execution = Math.min(draw.whole(1, 3), draw.whole(1, 3));
  return { execution, at: momentOf(draw), when: draw.one(['before', 'after']), do: what };
}

/** One spoilt answer of Qrius. */
export function drawAnswer(draw: Draw): ApiFault {
  const what = draw.weighted<FaultAction>([
    [1, () => ({ kind: 'delay', ms: 40_000 })],
    [
      1,
      () => ({
        kind: 'status',
        status: draw.one([500, 502, 503]),
        html: draw.chance(0.5),
        after: draw.chance(0.6),
      }),
    ],
    [1, () => ({ kind: 'cutBody' })],
    [1, () => ({ kind: 'emptyBody' })],
    [1, () => ({ kind: 'dropBefore' })],
    [2, () => ({ kind: 'dropAfter' })],
    [1, () => ({ kind: '429', retryAfter: draw.whole(1, 5) })],
    [0.3, () => ({ kind: 'revokeKey' })],
  ]);
  return { at: { nth: Math.min(draw.whole(1, 14), draw.whole(1, 14)) }, do: what };
}
