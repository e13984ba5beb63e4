// Widens a random scenario: a colleague, a second tab, a copy, time that passes, a service and a world with other habits.
import type { UserEdit } from '../sim/apps-script/edits';
import type { Answers } from '../sim/qrius/answers';
import type { ConfigOptions } from '../sim/qrius/config';
import { WAYS } from '../sim/qrius/ways';
import type { Scenario, ScenarioWorld, Step } from '../sim/scenario/scenario';
import { type Draw, drawFrom } from './draw';
import { SHEET } from './sheets';

/** Keeps these draws apart from those of the scenario itself. */
const OTHER_DRAWS = 0x5ca1ab1e;
const BOB = { id: 'bob', email: 'bob@example.com', name: 'Bob' };

/** How a service words its answers. What leaves a change unclear is asked of the account afterwards. */
const ANSWERINGS: ReadonlyArray<Partial<Answers>> = [
  { createStatus: 200, changeStatus: 204, bulk: 'none' },
  { createStatus: 202, bulk: 'success' },
  { createBody: false },
  { createStatus: 204, createBody: false, bulk: 'empty' },
  { refusalStatus: 200, bulk: 'failedIds' },
  { fieldNames: 'snake', shortUrl: 'noScheme', bom: true },
  { bulk: 'changed', stats: 'nested', limited: 'html' },
  { bulk: 'texts', stats: 'daily', limited: 'header', unscannedStats: 404 },
];

const drawService = (draw: Draw): ConfigOptions =>
  draw.weighted<ConfigOptions>([
    [3, () => ({})],
    [1, () => ({ dialect: 'reference' })],
    [1, () => ({ rateHeaders: false, retryAfterHeader: draw.chance(0.5) })],
    [4, () => draw.one(WAYS).config],
    [2, () => ({ answers: draw.one(ANSWERINGS) })],
  ]);

const drawWorld = (draw: Draw): ScenarioWorld => ({
  kind: draw.one(['addon', 'bound']),
  readings: {
    refusedWrites: draw.one(['flush', 'call']),
    apostropheInText: draw.one(['swallowed', 'kept']),
    richTextOfFormulas: draw.one(['text', 'null']),
    copiedProperties: draw.one(['copied', 'dropped']),
  },
});

/** A row that is added below the others; in a copy, too. */
const addedRow = (draw: Draw): UserEdit => {
  const n = draw.whole(100, 199);
  return { kind: 'setCells', sheet: SHEET, cell: 'A30', rows: [[`Added ${n}`, `https://example.com/n${n}`]] };
};

const drawSteps = (draw: Draw, users: readonly string[]): Step[] =>
  draw.weighted<Step[]>([
    [2, () => [{ kind: 'advance', minutes: draw.one([1, 10, 90]) }]],
    [1, () => [{ kind: 'open', user: draw.one(users) }]],
    // Not while the rate limit is used up: connecting would be refused.
    [
      1,
      () => [
        { kind: 'advance', minutes: 2 },
        { kind: 'connect', newKey: true },
      ],
    ],
    [
      1,
      () => [
        { kind: 'schedule', every: { kind: 'hour' }, switches: true },
        { kind: 'advance', minutes: 90 },
      ],
    ],
    [1, () => [{ kind: 'atQrius', name: `Talk ${draw.whole(1, 6)}`, set: null }]],
    [2, () => [{ kind: 'press', user: draw.one(users), button: { kind: 'create' } }]],
    [
      1,
      () => [
        { kind: 'copyDocument' },
        { kind: 'edit', document: 'copy', edit: addedRow(draw) },
        { kind: 'press', document: 'copy', button: { kind: 'create' } },
      ],
    ],
    [1, () => [{ kind: 'edit', edit: { kind: 'hideRow', sheet: SHEET, row: draw.whole(2, 6) } }]],
    // Words of an unfinished job would be copied with the tab, and are the user's there.
    [
      1,
      () => [
        { kind: 'settle' },
        { kind: 'edit', edit: { kind: 'duplicateSheet', sheet: SHEET, name: `Tab ${draw.whole(100, 999)}` } },
      ],
    ],
  ]);

/** The same scenario, for a share of the seeds with more that may happen. */
export function widen(scenario: Scenario, seed: number, share: number): Scenario {
  const draw = drawFrom(seed ^ OTHER_DRAWS);
  if (!draw.chance(share)) return scenario;
  const colleague = draw.chance(0.5);
  const ada = { id: 'ada', email: 'ada@example.com', name: 'Ada' };
  const users = colleague ? [ada, { ...BOB, account: draw.one([0, 1, null]) }] : [ada];
  const ids = users.filter(({ id }) => id !== 'ada' || !colleague || draw.chance(0.5)).map(({ id }) => id);
  const steps = scenario.steps.flatMap((step) =>
    draw.chance(0.5) ? [step, ...drawSteps(draw, ids)] : [step],
  );
  // A second copy would take the place of the first.
  const first = steps.findIndex(({ kind }) => kind === 'copyDocument');
  const { service = {} } = scenario;
  return {
    ...scenario,
    world: { ...scenario.world, ...drawWorld(draw) },
    users,
    service: {
      ...service,
      accounts: ['BUSINESS', 'PRO'],
      config: { ...service.config, ...drawService(draw) },
    },
    steps: steps.filter(({ kind }, index) => kind !== 'copyDocument' || index === first),
  };
}
