// Plays a scenario step by step, the same way each time, and records what happens.

import type { Shown } from '../../src/shared/contract/methods';
import type { Fault, FaultAction } from '../apps-script/faults';
import { ask, type Hand } from '../sidebar';
import { type Pressed, prepare } from './buttons';
import {
  catchUp,
  drive,
  edit,
  handOf,
  isAnswered,
  lastJob,
  type Played,
  tamper,
  type Unanswered,
  userOf,
  worldOf,
} from './hand';
import type { Disturbance, DocumentName, During, Scenario, Step } from './scenario';
import { renewKey, settle } from './settle';
import { connect, setStage } from './stage';
import { sheetsOf } from './tape';

const MINUTE_MS = 60_000;

/** A fault of the world that does what a disturbance says. */
function actionOf(played: Played, { do: what }: Disturbance, document: DocumentName): FaultAction {
  if (what.kind === 'throw' || what.kind === 'kill' || what.kind === 'killInSet') return what;
  if (what.kind === 'event') return what.event;
  if (what.kind === 'edit')
    return { kind: 'act', act: () => edit(played, what.edit, what.user, document, true) };
  if (what.kind === 'tamper')
    return { kind: 'act', act: () => tamper(played, what.what, what.user, document, true) };
  return { kind: 'act', act: () => void prepare(handOf(played, what.user, document), what.button)() };
}

/** Runs `act` with the disturbances of a step; what did not happen is dropped afterwards. */
function withDisturbances<T>(
  played: Played,
  { disturbances = [], answers = [] }: During,
  document: DocumentName,
  act: () => T,
): T {
  const world = worldOf(played, document);
  const faults = disturbances.map((one): Fault => {
    const { at, when, execution } = one;
    const fault = { at, when, do: actionOf(played, one, document) };
    return execution === undefined ? fault : { ...fault, execution: world.state.executions + execution };
  });
  world.faults.push(...faults);
  played.qrius.faults.push(...structuredClone(answers));
  try {
    return act();
  } finally {
    const { tape, qrius } = played;
    const struck = (one: { seen?: number; at: { nth: number } }) => (one.seen ?? 0) >= one.at.nth;
    const count = world.faults.length + qrius.faults.filter((one) => !struck(one)).length;
    if (count > 0) tape.missed.push({ step: tape.step, count });
    world.faults.length = 0;
    qrius.faults.length = 0;
  }
}

/** Keeps a click in mind that was answered by no job, until the same button is answered. */
function noteAnswer(played: Played, click: Unanswered, answer: Pressed): void {
  const { kind } = click.button;
  if (kind === 'continue' || kind === 'stop') return;
  const { unanswered } = played;
  if (!isAnswered(answer)) played.unanswered = click;
  else if (answer?.ok && unanswered?.button.kind === kind && unanswered.document === click.document)
    played.unanswered = null;
}

/** Whether time has passed since the last press: the sidebar is opened again, and shows what became of the job. */
function wasClosed({ scenario: { steps }, tape: { step } }: Played): boolean {
  const before = steps.slice(0, step);
  const pressed = before.findLastIndex(({ kind }) => kind === 'press');
  return before.slice(pressed + 1).some(({ kind }) => kind === 'advance');
}

function press(played: Played, step: Extract<Step, { kind: 'press' }>): void {
  const { user, document = 'original', select, between = [], slices } = step;
  if (select) {
    const { sheet, ranges } = select;
    const where = sheet === undefined ? {} : { sheet };
    edit(played, { kind: 'select', ranges, ...where }, user, document, false);
  }
  if (wasClosed(played)) ask(handOf(played, user, document), 'getHome', null);
  const jobBefore = lastJob(played, document);
  const click = prepare(handOf(played, user, document), step.button);
  for (const one of between) edit(played, one, user, document, false);
  const answer = withDisturbances(played, step, document, () => drive(played, step, click, slices));
  noteAnswer(played, { user: userOf(played, user).id, document, button: step.button, jobBefore }, answer);
}

/** A press that approves the switches as the page listed them. */
function withListed(hand: Hand, press: (hand: Hand, seen: Partial<Shown>) => void): void {
  const listed = ask(hand, 'listSwitches', null);
  if (listed?.ok) press(hand, { fingerprint: listed.value.fingerprint });
}

type Play<Kind extends Step['kind']> = (played: Played, step: Extract<Step, { kind: Kind }>) => void;

const playKind: { [Kind in Step['kind']]: Play<Kind> } = {
  press,
  settle: (played, step) => withDisturbances(played, step, step.document ?? 'original', () => settle(played)),
  open: (played, step) =>
    withDisturbances(played, step, step.document ?? 'original', () => {
      ask(handOf(played, step.user, step.document), 'getHome', null);
    }),
  connect: (played, { user, account, newKey }) => {
    const one = userOf(played, user);
    const number = account ?? one.account ?? 0;
    if (newKey) renewKey(played, number);
    connect(played, one, number);
  },
  schedule: (played, { user, document, every, switches }) =>
    withListed(handOf(played, user, document), (hand, seen) =>
      ask(hand, 'setSchedule', { every, switches }, seen),
    ),
  approve: (played, { user, document }) =>
    withListed(handOf(played, user, document), (hand, seen) => ask(hand, 'approveSwitches', null, seen)),
  edit: (played, { user, document = 'original', edit: one }) => edit(played, one, user, document, false),
  tamper: (played, { user, document = 'original', what }) => tamper(played, what, user, document, false),
  event: (played, { document, event }) => worldOf(played, document).happen(event),
  advance: (played, step) =>
    withDisturbances(played, step, step.document ?? 'original', () => {
      worldOf(played, step.document).advance(step.minutes * MINUTE_MS);
    }),
  copyDocument: (played, { user }) => {
    played.worlds.copy = played.worlds.original.copyDocument(userOf(played, user).id);
    played.starts.copy = sheetsOf(played.worlds.copy);
  },
  atQrius: ({ qrius }, { name, set }) => {
    const code = Object.values(qrius.codes).find((one) => one.name === name);
    if (!code) return;
    if (set !== null) {
      Object.assign(code, structuredClone(set));
      return;
    }
    delete qrius.codes[code.id];
    delete qrius.slugs[`/${code.slug}`];
    for (const account of qrius.accounts) account.codeIds = account.codeIds.filter((id) => id !== code.id);
  },
};

/**
 * Plays a scenario, and carries on until no job is unfinished. Throws an Error where a step cannot be played.
 * @param code another bundle than the built one.
 */
export function play(scenario: Scenario, code?: string): Played {
  const stage = setStage(scenario, code);
  const played: Played = {
    ...stage,
    scenario,
    worlds: { original: stage.world },
    starts: { original: sheetsOf(stage.world) },
    unanswered: null,
    kept: null,
  };
  for (const [index, step] of scenario.steps.entries()) {
    stage.tape.step = index;
    catchUp(played);
    const playStep = playKind[step.kind] as Play<Step['kind']>;
    playStep(played, step);
    stage.tape.ends.push(...Object.values(played.worlds).map(sheetsOf));
  }
  stage.tape.step = scenario.steps.length;
  settle(played);
  return played;
}
