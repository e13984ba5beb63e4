// What the playground begins with: the sheet, the people who share it, and their Qrius.
import type { WorldOptions } from '../../sim/apps-script/setup';
import { createState, type State, type StateOptions } from '../../sim/qrius/state';
import type { Scenario, ScenarioUser, ScenarioWorld } from '../../sim/scenario/scenario';
import { ADA, documentOf, keyOf, serviceOf } from '../../sim/scenario/stage';
import { sheetSize } from '../sheet-size';
import type { Person, StageView } from './messages';

type Document = NonNullable<WorldOptions['document']>;

export interface Setting {
  document: Document;
  /** Without what only a virtual clock has: `startMs` and `costs`. */
  world: Omit<ScenarioWorld, 'startMs' | 'costs' | 'kind'> & Pick<StageView, 'kind'>;
  /** The first one owns the document, unless it says otherwise. */
  users: readonly [ScenarioUser, ...ScenarioUser[]];
  /** A service as it is in the beginning. */
  service(): State;
}

/** Two people: the first one begins with a key. */
const USERS: Setting['users'] = [
  { id: 'you', email: 'ada@example.com', name: 'Ada' },
  { id: 'colleague', email: 'robin@example.com', name: 'Robin', account: null },
];

/** A sheet of rows, as one that was imported. */
export const plainSetting = (
  { name, rows }: { name: string; rows: string[][] },
  service: StateOptions,
): Setting => ({
  document: { name, imagesAllowed: false, sheets: [{ name: 'Sheet1', rows, ...sheetSize(rows) }] },
  // What people can really install: a script of their own sheet.
  world: { kind: 'bound' },
  users: USERS,
  service: () => createState(service),
});

/** What a scenario begins with. Its steps are not played: here the user takes them. */
export function scenarioSetting(scenario: Scenario): Setting {
  const { startMs: _, costs: __, kind, ...world } = scenario.world ?? {};
  const { sheets, ...document } = documentOf(scenario);
  const [first = ADA, ...others] = scenario.users ?? [];
  return {
    document: {
      name: scenario.title,
      ...document,
      sheets: sheets.map((sheet) => ({ ...sheetSize(sheet.rows ?? []), ...sheet })),
    },
    // As where a scenario is played.
    world: { ...world, kind: kind === 'bound' ? kind : 'addon' },
    users: [first, ...others],
    service: () => serviceOf(scenario.service, Date.now()),
  };
}

/** The people as the page shows them. */
export const peopleOf = ({ users }: Setting): Person[] => users.map(({ id, name = id }) => ({ id, name }));

/** The key that a user begins with; null for none. */
export const keyFor = (state: State, { account = 0 }: ScenarioUser): string | null =>
  account === null ? null : (keyOf(state, account) ?? null);
