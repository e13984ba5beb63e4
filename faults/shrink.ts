// Makes a failing scenario smaller while it still fails in the same way.
import type { Violation } from '../sim/oracle/violation';
import type { Scenario, ScenarioSheet, Step } from '../sim/scenario/scenario';
import { violationsOf } from './try';

/** Columns that go together: without one of them there is no table, or the others would be a user's own. */
const NEEDED = ['Name', 'URL', 'QR ID', 'Short URL', 'QR code image', 'Status'];
/** Headers under which a cell may be empty. */
const SPARE = ['Slug', 'Tags', 'Notes'];
/** So many plays at the most: a scenario takes about a tenth of a second. */
const MOST_PLAYS = 400;

/** The list without its nth item. */
const without = <T>(items: readonly T[], index: number): T[] => items.filter((_, at) => at !== index);

/** The same scenario with each part left out in turn, larger parts first. */
function* smaller(scenario: Scenario): Generator<Scenario> {
  const { steps } = scenario;
  for (let at = steps.length - 1; at >= 0; at -= 1) yield { ...scenario, steps: without(steps, at) };
  for (const [at, step] of steps.entries())
    for (const one of smallerSteps(step)) yield { ...scenario, steps: steps.with(at, one) };
  for (const [at, sheet] of scenario.document.sheets.entries())
    for (const one of smallerSheets(sheet))
      yield {
        ...scenario,
        document: { ...scenario.document, sheets: scenario.document.sheets.with(at, one) },
      };
  yield* smallerService(scenario);
}

function* smallerSteps(step: Step): Generator<Step> {
  if ('disturbances' in step && step.disturbances) {
    const { disturbances, ...rest } = step;
    if (disturbances.length === 0) yield rest;
    for (let at = 0; at < disturbances.length; at += 1)
      yield { ...step, disturbances: without(disturbances, at) };
  }
  if ('answers' in step && step.answers) {
    const { answers, ...rest } = step;
    if (answers.length === 0) yield rest;
    for (let at = 0; at < answers.length; at += 1) yield { ...step, answers: without(answers, at) };
  }
  if (step.kind !== 'press') return;
  if (step.slices !== undefined) {
    const { slices: _, ...rest } = step;
    yield rest;
  }
  if (step.between) {
    const { between: _, ...rest } = step;
    yield rest;
  }
}

function* smallerSheets(sheet: ScenarioSheet): Generator<ScenarioSheet> {
  const { rows = [], features = [] } = sheet;
  for (let at = 0; at < features.length; at += 1) yield { ...sheet, features: without(features, at) };
  for (let at = rows.length - 1; at > 0; at -= 1) yield { ...sheet, rows: without(rows, at) };
  for (let at = (rows[0]?.length ?? 0) - 1; at >= 0; at -= 1)
    if (!NEEDED.includes(String(rows[0]?.[at])))
      yield { ...sheet, rows: rows.map((row) => without(row, at)) };
  // A cell that need not be filled. A row without name, URL or the rest of its code would be another case.
  for (let row = 1; row < rows.length; row += 1)
    for (let column = 0; column < (rows[row]?.length ?? 0); column += 1)
      if (rows[row]?.[column] !== '' && SPARE.includes(String(rows[0]?.[column])))
        yield { ...sheet, rows: rows.with(row, (rows[row] ?? []).with(column, '')) };
}

function* smallerService(scenario: Scenario): Generator<Scenario> {
  const { service = {}, users = [] } = scenario;
  const { codes = [], config = {} } = service;
  const cells = JSON.stringify(scenario.document.sheets);
  for (const [at, { id }] of codes.entries())
    if (!cells.includes(`"${id}"`)) yield { ...scenario, service: { ...service, codes: without(codes, at) } };
  for (const name of Object.keys(config)) {
    const rest = Object.fromEntries(Object.entries(config).filter(([key]) => key !== name));
    yield { ...scenario, service: { ...service, config: rest } };
  }
  if (users.length > 1) yield { ...scenario, users: users.slice(0, -1) };
}

/** What two violations of the same cause share: the sentence without names, IDs and numbers. */
export const patternOf = ({ kind, sentence }: Violation): string =>
  `${kind}: ${sentence
    .replace(/“[^”]*”/g, (quoted) =>
      /^“(Creat|Queued|Change|Paus|Activ|Delet|Stopp|Fail|Not |Gone|”)/.test(quoted)
        ? quoted.slice(0, 8)
        : '“”',
    )
    .replace(/the slug [^,]+,/g, 'the slug …,')
    .replace(/\bqr_\w+|https?:\/\/[^\s,"”)]+|\d+/g, '…')}`;

/**
 * The smallest scenario found that still violates the same.
 * @param code another bundle than the built one.
 */
export function shrink(scenario: Scenario, violation: Violation, code?: string): Scenario {
  const pattern = patternOf(violation);
  let plays = 0;
  const fails = (candidate: Scenario): boolean => {
    plays += 1;
    try {
      return violationsOf(candidate, code).some((one) => patternOf(one) === pattern);
    } catch {
      // What can no longer be played is no smaller scenario.
      return false;
    }
  };
  let smallest = scenario;
  for (let found = true; found && plays < MOST_PLAYS; ) {
    found = false;
    for (const candidate of smaller(smallest)) {
      if (plays >= MOST_PLAYS) break;
      if (!fails(candidate)) continue;
      smallest = candidate;
      found = true;
      break;
    }
  }
  return smallest;
}
