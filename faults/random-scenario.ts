// A random scenario: a sheet, a service, users, and a history of jobs with disturbances.
import type { Button, Disturbance, Scenario, Step } from '../sim/scenario/scenario';
import { drawAnswer, drawDisturbances, drawTorn } from './disturbances';
import { type Draw, drawFrom } from './draw';
import { drawQuietEdit } from './edits';
import { drawOtherTab, OTHER, withFeatures } from './features';
import { type DrawnSheet, drawSheet, SHEET } from './sheets';

/** Keeps the draws of features apart from those of the rest. */
const FEATURE_DRAWS = 0x0feac0de;
/** The share of the seeds that have a second tab. */
const TWO_TABS = 0.15;
/** Keeps the draws of selections apart, too. */
const SELECTION_DRAWS = 0x05e1ec70;
/** The share of jobs that are for the selected rows only. */
const FOR_SELECTION = 0.2;
/** Windows of ten requests: a job of a dozen rows needs several slices. */
const SERVICE = { requestsPerMinute: 10, rateHeaders: true };

function drawButton(draw: Draw): Button {
  return draw.weighted<Button>([
    [
      6,
      () => ({ kind: 'create', ...(draw.chance(0.3) && { conflict: draw.one(['stop', 'mine'] as const) }) }),
    ],
    [1, () => ({ kind: 'retry' })],
    [1, () => ({ kind: 'import' })],
    [1, () => ({ kind: 'refresh' })],
    [1, () => ({ kind: 'undo' })],
    [1, () => ({ kind: 'change', request: { kind: 'destination', url: 'https://example.com/new' } })],
    [
      1,
      () => ({
        kind: 'change',
        request: { kind: draw.one(['column', 'tags-column', 'pause', 'activate', 'delete'] as const) },
      }),
    ],
    [
      1,
      () => ({
        kind: 'change',
        request: { kind: 'tags', action: draw.one(['add', 'remove', 'set'] as const), tags: 'x' },
      }),
    ],
    [2, () => ({ kind: 'change', request: { kind: 'changed', choices: [] } })],
  ]);
}

const isTypedSlug = (deed: Disturbance['do']): boolean =>
  deed.kind === 'edit' && deed.edit.kind === 'setCell' && deed.edit.text.startsWith('own-');

function drawPress(
  draw: Draw,
  drawn: DrawnSheet,
  users: readonly string[],
  button: Button,
  wild: number,
  harsh: boolean,
): Extract<Step, { kind: 'press' }> {
  const drawnOnes = Array.from({ length: draw.whole(1, wild) }, () =>
    drawDisturbances(draw, drawn, users, harsh),
  ).flat();
  // A press in the middle of an execution counts as the next one: what was to be typed before that would be typed during a write.
  const isNested = drawnOnes.some((one) => one.do.kind === 'press');
  const disturbances = drawnOnes.filter((one) => !isNested || !isTypedSlug(one.do));
  const answers = draw.chance(0.4) ? Array.from({ length: draw.whole(1, wild) }, () => drawAnswer(draw)) : [];
  return {
    kind: 'press',
    button,
    ...(draw.chance(0.1) && { slices: draw.whole(1, 2) }),
    ...(disturbances.length > 0 && { disturbances }),
    ...(answers.length > 0 && { answers }),
  };
}

/** A press in one of the two tabs. */
const inOneTab = (step: Step, draw: Draw): Step =>
  step.kind === 'press'
    ? { ...step, select: { sheet: draw.chance(0.7) ? SHEET : OTHER, ranges: ['A1'] } }
    : step;

/** A job for some rows of the sheet: writes that meet moved rows hit others, too. */
function forSelection(step: Step, draw: Draw, { first, rows }: DrawnSheet): Step {
  if (step.kind !== 'press' || !draw.chance(FOR_SELECTION)) return step;
  const { button } = step;
  if (button.kind !== 'create' && button.kind !== 'change' && button.kind !== 'refresh') return step;
  const from = draw.whole(first, rows);
  const ranges = [`A${from}:A${draw.whole(from, rows)}`];
  return { ...step, button: { ...button, scope: 'selection' }, select: { ...step.select, ranges } };
}

/**
 * The scenario of a seed.
 * @param harsh whether inputs are torn from what stands beside them, rows move right before an execution is cut off, and
 * addresses stand behind texts. Not all that these do together is put right or told yet.
 */
export function randomScenario(seed: number, harsh = false): Scenario {
  const draw = drawFrom(seed);
  const plain = drawSheet(draw, harsh);
  const features = drawFrom(seed ^ FEATURE_DRAWS);
  const drawn = harsh ? plain : withFeatures(plain, features);
  const selections = drawFrom(seed ^ SELECTION_DRAWS);
  const other = !harsh && features.chance(TWO_TABS) ? [drawOtherTab(features, drawn.codes)] : [];
  const users = ['ada'];
  const first = drawPress(draw, drawn, users, { kind: 'create' }, 3, harsh);
  const torn = harsh && drawn.codes.length === 0 && draw.chance(0.4) ? [drawTorn(draw, drawn)] : [];
  const steps: Step[] = [{ ...first, disturbances: [...(first.disturbances ?? []), ...torn] }];
  for (let more = draw.whole(0, 2); more > 0; more -= 1) {
    if (draw.chance(0.3)) steps.push({ kind: 'settle' });
    if (draw.chance(0.4)) steps.push({ kind: 'edit', edit: drawQuietEdit(draw, drawn) });
    steps.push(drawPress(draw, drawn, users, drawButton(draw), 2, harsh));
    // A row whose change may have left.
    if (harsh && draw.chance(0.25))
      steps.push({
        kind: 'edit',
        edit: { kind: 'deleteRow', sheet: SHEET, row: draw.whole(drawn.first, drawn.rows) },
      });
  }
  if (draw.chance(0.4)) steps.push({ kind: 'settle' }, { kind: 'press', button: { kind: 'create' } });
  return {
    title: `Seed ${seed}`,
    world: { seed },
    document: { sheets: [drawn.sheet, ...other] },
    service: {
      accounts: ['BUSINESS'],
      seed,
      codes: drawn.codes,
      config: { ...SERVICE, requestsPerMinute: draw.one([5, 10, 10, 100]) },
    },
    steps: (other.length > 0 ? steps.map((step) => inOneTab(step, features)) : steps).map((step) =>
      forSelection(step, selections, drawn),
    ),
  };
}
