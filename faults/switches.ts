// A schedule with switches in a random scenario: rows plan their next destination, and somebody edits what they plan.
import { columnLetters } from '../sim/apps-script/a1';
import type { Disturbance, Scenario, ScenarioSheet, Step } from '../sim/scenario/scenario';
import { type Draw, drawFrom } from './draw';
import { headerOf, SHEET } from './sheets';

/** Keeps these draws apart from those of the scenario itself. */
const OTHER_DRAWS = 0x51dec0de;
/** The share of the seeds that have a schedule with switches. */
const SHARE = 0.12;
const HEADERS = ['Next destination', 'Switch on'];
/** A world begins on 2027-01-04 at 9:00 UTC: soon, after some hours, and too late. */
const TIMES = [
  '2027-01-04 10:10',
  '2027-01-04 10:40',
  '2027-01-04 11:30',
  '2027-01-04 13:00',
  '2026-12-01 09:00',
];

const next = (draw: Draw): string => `https://example.com/next${draw.whole(1, 9)}`;

/** Beside the first columns, or at the end: a row is sorted with what it plans, or without it. */
function withPlans(draw: Draw, sheet: ScenarioSheet): ScenarioSheet {
  const { rows = [] } = sheet;
  const header = headerOf(sheet);
  return {
    ...sheet,
    rows: rows.map((row, index) => {
      if (index < header) return row;
      if (index === header) return [...row, ...HEADERS];
      return [...row, ...(draw.chance(0.5) ? [next(draw), draw.one(TIMES)] : ['', ''])];
    }),
  };
}

/** @param first number of the first of the two columns. @param header index of the row with the headers. */
function drawSteps(draw: Draw, first: number, header: number, rows: number): Step[] {
  const cell = (column: number) => `${columnLetters(first + column)}${draw.whole(header + 2, rows)}`;
  const edited = (): Step =>
    draw.chance(0.6)
      ? { kind: 'edit', edit: { kind: 'setCell', sheet: SHEET, cell: cell(0), text: next(draw) } }
      : { kind: 'edit', edit: { kind: 'setCell', sheet: SHEET, cell: cell(1), text: draw.one(TIMES) } };
  const passing = (): Step => ({
    kind: 'advance',
    minutes: draw.one([40, 70, 130]),
    ...(draw.chance(0.3) && {
      disturbances: [
        {
          at: draw.one([
            { name: 'UrlFetchApp.fetchAll', nth: 2 },
            // What is typed right before the write that takes a plan out is lost (docs/reliability.md).
            { name: 'UrlFetchApp.fetchAll', nth: 1 },
            { name: 'Range.getDisplayValues', nth: draw.whole(1, 4) },
          ]),
          when: draw.one(['before', 'after'] as const),
          do: draw.weighted<Disturbance['do']>([
            [1, () => ({ kind: 'kill' as const, pendingWrites: draw.one(['lost', 'applied'] as const) })],
            [
              1,
              () => ({
                kind: 'edit' as const,
                edit: { kind: 'setCell' as const, sheet: SHEET, cell: cell(0), text: next(draw) },
              }),
            ],
            [
              1,
              () => ({
                kind: 'edit' as const,
                edit: {
                  kind: 'shuffle' as const,
                  sheet: SHEET,
                  seed: draw.whole(1, 99),
                  ...(header > 0 && { columns: `A${header + 2}:T40` }),
                },
              }),
            ],
          ]),
        },
      ],
    }),
  });
  const steps: Step[] = [{ kind: 'settle' }, { kind: 'schedule', every: null, switches: true }];
  for (let more = draw.whole(1, 3); more > 0; more -= 1) {
    if (draw.chance(0.5)) steps.push(edited());
    steps.push(passing());
    if (draw.chance(0.4)) steps.push({ kind: 'approve' });
  }
  // A run that was cut off while it began is told by the next one.
  steps.push({ kind: 'advance', minutes: 130 });
  return steps;
}

/** The same scenario, for a share of the seeds with a schedule that switches codes. */
export function withSwitches(scenario: Scenario, seed: number, share = SHARE): Scenario {
  const draw = drawFrom(seed ^ OTHER_DRAWS);
  const [sheet, ...others] = scenario.document.sheets;
  if (!draw.chance(share) || !sheet?.rows) return scenario;
  const header = headerOf(sheet);
  const steps = drawSteps(draw, (sheet.rows[header]?.length ?? 0) + 1, header, sheet.rows.length);
  const at = draw.whole(1, scenario.steps.length);
  return {
    ...scenario,
    document: { ...scenario.document, sheets: [withPlans(draw, sheet), ...others] },
    steps: [...scenario.steps.slice(0, at), ...steps, ...scenario.steps.slice(at)],
  };
}
