// Random disturbances: at a service call, or of an answer of Qrius.
import type { Fault as ApiFault, FaultAction } from '../sim/qrius/faults';
import type { Button, Disturbance } from '../sim/scenario/scenario';
import type { Draw } from './draw';
import { drawEdit, drawQuietEdit, drawTear } from './edits';
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

const CUT: Disturbance['do'] = { kind: 'kill', pendingWrites: 'applied' };

/** Rows move before a write, and the execution is cut off right after it. */
function moveAndCut(draw: Draw, drawn: DrawnSheet): Disturbance[] {
  const nth = Math.min(draw.whole(1, 4), draw.whole(1, 4));
  const execution = Math.min(draw.whole(1, 3), draw.whole(1, 3));
  const at = { name: 'SpreadsheetApp.flush', nth };
  return [
    { execution, at, when: 'before', do: { kind: 'edit', edit: drawEdit(draw, drawn) } },
    { execution, at, when: 'after', do: CUT },
  ];
}

/** An execution is cut off between two rectangles of a write; rows may move before the first of them. */
function cutBetween(draw: Draw, drawn: DrawnSheet): Disturbance[] {
  const execution = Math.min(draw.whole(1, 3), draw.whole(1, 3));
  const first = draw.whole(2, 6);
  const at = (nth: number) => ({ name: 'Range.setValues', nth });
  const cut: Disturbance = { execution, at: at(first + draw.whole(0, 3)), when: 'after', do: CUT };
  if (draw.chance(0.3)) return [cut];
  const edit = drawEdit(draw, drawn);
  return [{ execution, at: at(first), when: 'before', do: { kind: 'edit', edit } }, cut];
}

const cutAfterSending = (draw: Draw): Disturbance => ({
  execution: 1,
  at: { name: 'UrlFetchApp.fetchAll', nth: draw.whole(1, 4) },
  when: 'after',
  do: CUT,
});

/** Rows move while nobody is at work: at the first call of a later execution. */
const between = (draw: Draw, drawn: DrawnSheet): Disturbance => ({
  execution: draw.whole(2, 3),
  at: { k: 1 },
  when: 'before',
  do: { kind: 'edit', edit: drawQuietEdit(draw, drawn) },
});

/**
 * Inputs are torn from what the add-on wrote beside them. Only while codes are created is it for the add-on to bring them together
 * again; at any other time it is what the user did.
 */
export const drawTorn = (draw: Draw, drawn: DrawnSheet): Disturbance => ({
  execution: Math.min(draw.whole(1, 3), draw.whole(1, 3)),
  at: draw.one([
    { k: 1 },
    { name: 'SpreadsheetApp.flush', nth: draw.whole(1, 4) },
    { name: 'Range.setValues', nth: draw.whole(1, 9) },
    { name: 'UrlFetchApp.fetchAll', nth: draw.whole(1, 4) },
  ]),
  when: draw.one(['before', 'after']),
  do: { kind: 'edit', edit: drawTear(draw, drawn) },
});

export const drawDisturbances = (
  draw: Draw,
  drawn: DrawnSheet,
  users: readonly string[],
  harsh: boolean,
): Disturbance[] =>
  draw.weighted<Disturbance[]>([
    [7, () => [drawDisturbance(draw, drawn, users)]],
    [harsh ? 4 : 0, () => moveAndCut(draw, drawn)],
    [harsh ? 4 : 0, () => cutBetween(draw, drawn)],
    [harsh ? 1 : 0, () => [cutAfterSending(draw)]],
    [1, () => [between(draw, drawn)]],
  ]);

/** What disturbs a step at some moment. */
function drawDisturbance(draw: Draw, drawn: DrawnSheet, users: readonly string[]): Disturbance {
  const what = draw.weighted<Disturbance['do']>([
    [4, () => ({ kind: 'kill', pendingWrites: draw.one(['lost', 'applied']) })],
    [1, () => ({ kind: 'killInSet', after: draw.whole(1, 2), from: draw.one(['first', 'last']) })],
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
