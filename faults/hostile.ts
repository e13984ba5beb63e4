// A hostile colleague in a random scenario: no key, but the document and its script are theirs to edit, at any call.
import { hides } from '../sim/oracle/excuses';
import type { Disturbance, Scenario, Step } from '../sim/scenario/scenario';
import type { Tab, Tamper } from '../sim/scenario/tamper';
import { LOG_ACTIONS, LOG_HEADER } from '../src/table/log';
import { momentOf } from './disturbances';
import { type Draw, drawFrom } from './draw';
import { headerOf } from './sheets';

/** Keeps these draws apart from those of the scenario itself. */
const OTHER_DRAWS = 0x0bad0bad;
/** The share of the seeds that have a hostile colleague. */
const SHARE = 0.2;
const MALLORY = { id: 'mallory', email: 'mallory@example.com', name: 'Mallory', account: null };
const ADA = { id: 'ada', email: 'ada@example.com', name: 'Ada' };

const MARKS = [
  'Queued',
  'Queued (try 2)',
  'Change queued',
  '',
  'Created',
  'Creating… k3f9-1a2b3',
  'Creating… bcdfghjkm-1a2b3-abcdefg',
];
const INPUTS = ['Name', 'URL', 'Slug', 'Tags', 'QR ID', 'Short URL', 'Status'];
const LETTERS = 'ABCDEFGHIJK';

const evil = (draw: Draw): string => `https://evil.example/${draw.whole(1, 99)}`;
const nth = (draw: Draw): number => draw.whole(1, 20);
const tabOf = (draw: Draw): Tab => draw.one(['rows', 'log']);

function texts(draw: Draw): Record<string, string> {
  return draw.weighted<Record<string, string>>([
    [2, () => ({ After: evil(draw), Result: 'sent' })],
    // What was created leads where it was led: an undo would bring back what was never there.
    [4, () => ({ Action: 'Change destination', Before: evil(draw), Result: 'done' })],
    [2, () => ({ Action: 'Change destination', After: evil(draw), Result: 'sent' })],
    [1, () => ({ Before: evil(draw) })],
    [1, () => ({ Action: draw.one(LOG_ACTIONS), Result: draw.one(['sent', 'done']) })],
    [1, () => ({ When: '9999-12-31 23:59:59 UTC', Before: evil(draw), Job: 'forged00' })],
    [1, () => ({ 'QR ID': `qr_old_${draw.whole(1, 12)}` })],
    [1, () => ({ Who: 'Ada', Name: 'Evil' })],
  ]);
}

const stores = (draw: Draw): Tamper => ({
  kind: 'store',
  ...draw.weighted<Omit<Extract<Tamper, { kind: 'store' }>, 'kind'>>([
    [
      3,
      () => ({
        key: 'qrius.job.0.0',
        set: draw.one([
          { sheetId: 0 },
          { version: 1 },
          { lease: null },
          { owner: 'mallory' },
          { id: 'forged00' },
          { account: null },
        ]),
      }),
    ],
    [1, () => ({ key: 'qrius.job.1.0', set: { lease: null } })],
    [1, () => ({ key: 'qrius.stop', set: { any: 'forged00' } })],
    [
      1,
      () => ({
        key: 'qrius.ended.mallory',
        set: { job: 'forged00', by: 'Mallory', owner: 'Ada', reason: 'gone' },
      }),
    ],
    [
      1,
      () => ({ key: 'qrius.schedule', set: draw.one([{ switches: true }, { owner: 'ada' }, { setAt: 1 }]) }),
    ],
  ]),
});

/** One thing that a hostile colleague does. */
export function drawTamper(draw: Draw): Tamper {
  return draw.weighted<Tamper>([
    [4, () => ({ kind: 'type', tab: 'rows', header: 'Status', row: nth(draw), text: draw.one(MARKS) })],
    [4, () => ({ kind: 'type', tab: 'rows', header: 'URL', row: nth(draw), text: evil(draw) })],
    [
      2,
      () => ({
        kind: 'type',
        tab: 'rows',
        header: draw.one(['Name', 'Slug', 'Tags']),
        row: nth(draw),
        text: `evil${draw.whole(1, 99)}`,
      }),
    ],
    [
      1,
      () => ({
        kind: 'type',
        tab: 'rows',
        header: 'QR ID',
        row: nth(draw),
        text: `qr_old_${draw.whole(1, 12)}`,
      }),
    ],
    [
      3,
      () => ({
        kind: 'type',
        tab: 'log',
        header: draw.one(LOG_HEADER),
        row: nth(draw),
        text: draw.one([evil(draw), 'sent', 'done', 'Delete', 'qr_old_1', '']),
      }),
    ],
    [4, () => ({ kind: 'copy', tab: 'rows', header: draw.one(INPUTS), from: nth(draw), to: nth(draw) })],
    [2, () => ({ kind: 'copy', tab: 'log', header: draw.one(LOG_HEADER), from: nth(draw), to: nth(draw) })],
    [
      3,
      () => {
        const first = draw.whole(0, 8);
        const last = draw.whole(first, 10);
        const by = draw.whole(first, last);
        return {
          kind: 'tear',
          tab: tabOf(draw),
          columns: `${LETTERS[first]}:${LETTERS[last]}`,
          byColumn: LETTERS.charAt(by),
        };
      },
    ],
    [4, () => ({ kind: 'forge', line: nth(draw), set: texts(draw) })],
    [3, () => ({ kind: 'keep' })],
    [4, () => ({ kind: 'putBack', cells: draw.chance(0.5) })],
    [3, () => stores(draw)],
  ]);
}

const during = (draw: Draw): Disturbance => ({
  execution: Math.min(draw.whole(1, 4), draw.whole(1, 4)),
  at: momentOf(draw),
  when: draw.one(['before', 'after']),
  do: { kind: 'tamper', user: MALLORY.id, what: drawTamper(draw) },
});

function disturbed(draw: Draw, step: Step): Step {
  if (step.kind !== 'press') return step;
  const more = Array.from({ length: draw.whole(1, 4) }, () => during(draw));
  return { ...step, disturbances: [...(step.disturbances ?? []), ...more] };
}

const alone = (draw: Draw): Step[] =>
  Array.from({ length: draw.whole(0, 2) }, () => ({
    kind: 'tamper',
    user: MALLORY.id,
    what: drawTamper(draw),
  }));

/** The same scenario, for a share of the seeds with a hostile colleague in it. */
export function withHostile(scenario: Scenario, seed: number, share = SHARE): Scenario {
  const draw = drawFrom(seed ^ OTHER_DRAWS);
  const [sheet] = scenario.document.sheets;
  // Where Qrius lists no destinations only the rows say what codes opened, and nothing once they are torn apart.
  const isHidden = hides(scenario, 'destinationUrl');
  // What they do to rows is told by numbers from the first row on.
  if (!draw.chance(share) || isHidden || (sheet && headerOf(sheet) > 0)) return scenario;
  const { users = [ADA] } = scenario;
  const steps = scenario.steps.flatMap((step) => [...alone(draw), disturbed(draw, step)]);
  // What was done in their absence the owner's next press, and their trigger, would act on.
  steps.push(
    ...alone(draw),
    { kind: 'advance', minutes: 90 },
    {
      kind: 'press',
      button: draw.one([
        { kind: 'undo' },
        { kind: 'undo' },
        { kind: 'create' },
        { kind: 'continue' },
        { kind: 'retry' },
      ]),
    },
  );
  return { ...scenario, users: [...users, MALLORY], steps };
}
