// The demo of a scenario file: plays it, and says what happened, what the sheets are at the end, and what was violated.
import { readFileSync } from 'node:fs';
import { displayTable } from '../sim/apps-script/tables';
import { judge } from '../sim/oracle/judge';
import type { Violation } from '../sim/oracle/violation';
import { parseScenario } from '../sim/scenario/parse';
import { play } from '../sim/scenario/play';
import type { Step } from '../sim/scenario/scenario';
import { sheetsOf, type Tape } from '../sim/scenario/tape';
import type { JobView } from '../src/shared/contract/job';
import { linesOf } from './show';
import { count, printable } from './text';

/** What became of one step. */
export interface PlayedStep {
  /** What was done, in a few words. */
  step: string;
  /** What the job said where it came to rest; empty where the step drove none. */
  said: string[];
  /** How many disturbances and answers never came to their moment. */
  missed: number;
}

export interface PlayedScenario {
  title: string;
  steps: PlayedStep[];
  /** The sheets of each document as a user sees them. */
  sheets: Array<{ document: string; name: string; rows: string[][] }>;
  violations: Violation[];
}

/** A step in a few words. */
function wordsOf(step: Step): string {
  const parts: string[] = [step.kind];
  if (step.kind === 'press') {
    const { button } = step;
    parts.push(button.kind === 'change' ? `change: ${button.request.kind}` : button.kind);
  }
  if (step.kind === 'edit') parts.push(step.edit.kind);
  if (step.kind === 'advance') parts.push(count(step.minutes, 'minute'));
  if (step.user !== undefined) parts.push(`by ${step.user}`);
  if (step.document === 'copy') parts.push('in the copy');
  const during = [
    ...('disturbances' in step ? (step.disturbances ?? []).map(({ do: what }) => what.kind) : []),
    ...('answers' in step ? (step.answers ?? []).map(({ do: what }) => what.kind) : []),
  ];
  return `${parts.join(' ')}${during.length === 0 ? '' : `, with ${during.join(', ')}`}`;
}

function viewWords(view: JobView): string {
  const { done, already, failed, invalid, waiting, withdrawn } = view;
  const state = view.phase === 'ended' && view.ending !== null ? view.ending : view.phase;
  const counts = `${done} done, ${already} already, ${failed + invalid} failed, ${waiting} pending, ${withdrawn} skipped`;
  return `${view.kind} job, ${state}: ${counts}.${view.failure === null ? '' : ` ${view.failure.message}`}`;
}

function playedStep(step: string, index: number, { rests, replies, missed }: Tape): PlayedStep {
  const refusals = replies.flatMap((reply) =>
    reply.step === index && reply.result && !reply.result.ok ? [reply.result.failure.message] : [],
  );
  const views = rests.filter((rest) => rest.step === index).map(({ view }) => viewWords(view));
  const left = missed.filter((one) => one.step === index).reduce((sum, one) => sum + one.count, 0);
  return { step, said: [...refusals, ...views], missed: left };
}

function readScenario(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Error(`There is no file ${file}.`);
  }
}

/** Plays a scenario file. Throws an Error with a sentence where it cannot be read or played. */
export function playFile(file: string): PlayedScenario {
  const scenario = parseScenario(readScenario(file));
  const played = play(scenario);
  const steps = [...scenario.steps.map(wordsOf), 'settle, as every scenario ends'];
  const worlds = Object.entries(played.worlds);
  return {
    title: scenario.title,
    steps: steps.map((step, index) => playedStep(step, index, played.tape)),
    sheets: worlds.flatMap(([document, world]) =>
      sheetsOf(world).map((sheet) => ({ document, name: sheet.name, rows: displayTable(sheet) })),
    ),
    violations: judge(played),
  };
}

/** What was played, for people. @param columns how wide the terminal is. */
export function reportOf({ title, steps, sheets, violations }: PlayedScenario, columns: number): string {
  const lines = [title, ''];
  for (const [index, { step, said, missed }] of steps.entries()) {
    lines.push(`${index + 1}. ${step}`, ...said.map((sentence) => `   ${sentence}`));
    if (missed > 0) lines.push(`   ${count(missed, 'disturbance')} never came to the moment.`);
  }
  for (const { document, name, rows } of sheets) {
    const body = rows.filter((row) => row.some((text) => text !== ''));
    const numbered = body.map((row) => [String(rows.indexOf(row) + 1), ...row]);
    lines.push('', document === 'original' ? name : `${name} (copy)`, ...linesOf(numbered, columns));
  }
  lines.push('', count(violations.length, 'violation'));
  for (const { kind, where, sentence } of violations) lines.push(`  ${kind}  ${where}  ${sentence}`);
  return lines
    .map((line) => (line.startsWith(' ') ? `${/^ */.exec(line)?.[0]}${printable(line)}` : printable(line)))
    .join('\n');
}
