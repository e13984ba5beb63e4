// That the sweep has teeth: with one function of the add-on broken, it finds what that function is there to prevent.
import { broken } from '../../faults/broken';
import { CHANGE_EDITS } from './change-edits';
import { changeViolations } from './change-invariants';
import { changeJob } from './change-jobs';
import { createJob } from './create-job';
import { afterEdit, EDITS } from './edits';
import { violations } from './invariants';
import { type Call, disturbed, type SweepJob, undisturbed } from './run';

const NO_MAP = 'new Map()';
/** What is read is taken for what was written. */
const TRUSTING = `return {
  corrections: ${NO_MAP},
  pairs: new Map(arguments[1].map((_, index) => [index, index])),
  formulas: arguments[0].before.formulas,
};`;
const BLIND = `return { orphans: [], patches: ${NO_MAP} };`;

/** What an edit or an end of the execution does to a run, at one of its calls. */
type Strike = (job: SweepJob, calls: readonly Call[], index: number) => string[];

const killed: Strike = (job, calls, index) => {
  const { execution = 1, k = 1 } = calls[index] ?? {};
  const kill = { kind: 'kill', pendingWrites: 'applied' } as const;
  return violations(disturbed(job, { execution, k, when: 'after' }, kill));
};
const edited =
  (which: string): Strike =>
  (job, calls, index) =>
    EDITS.filter(({ title }) => title === which).flatMap((edit) => afterEdit(job, edit, calls, index));

interface Tooth {
  title: string;
  /** Statements by the function at whose beginning they are put. */
  bodies: Record<string, string>;
  strike: Strike;
  pattern: RegExp;
}

const TEETH: Tooth[] = [
  {
    title: 'without the look-up of unknown outcomes it finds codes that no row shows',
    bodies: { match: `return ${NO_MAP};` },
    strike: killed,
    pattern: /the account holds qr_\w+ .* which no row shows/,
  },
  {
    title: 'with rows remembered by their number it finds short URLs in the wrong rows',
    bodies: {
      locate:
        'return flights.map(({ inputs }) => ({ index: inputs.index, edited: false, copies: [], stale: [] }));',
      reconcile: TRUSTING,
      realign: `return { patches: ${NO_MAP}, homeless: [] };`,
      confirm: BLIND,
    },
    strike: edited('sorts the sheet'),
    pattern: /shows the code of/,
  },
  {
    title: 'without a comparison of what was written with what is read it finds them too',
    bodies: { reconcile: TRUSTING },
    strike: edited('sorts the sheet'),
    pattern: /shows the code of|no code|no word|left as/,
  },
  {
    title: 'where rows that were written are not looked at, although nothing else is read, it finds them too',
    bodies: {
      sparesTime: 'return true;',
      hasLanded: 'return true;',
      realign: `return { patches: ${NO_MAP}, homeless: [] };`,
    },
    strike: edited('sorts the sheet'),
    pattern: /shows the code of|no code|no word|left as/,
  },
  {
    title: 'without a look at the rows after a write it finds codes that nobody was told of',
    bodies: { confirm: BLIND },
    strike: edited('deletes a row'),
    pattern: /the account holds qr_\w+ .* which no row shows and nobody was told of/,
  },
  {
    title: 'without realigned rows it finds short URLs in the wrong rows',
    bodies: { realign: `return { patches: ${NO_MAP}, homeless: [] };` },
    strike: edited('sorts only the input columns'),
    pattern: /shows the code of/,
  },
  {
    title: 'with a log that reads as empty it finds lines twice',
    bodies: { readLog: 'return [];' },
    strike: killed,
    pattern: /the log has 2 lines of qr_/,
  },
];

/** A broken job may never come to rest. */
function told(run: () => string[]): string[] {
  try {
    return run();
  } catch (error) {
    return [String(error)];
  }
}

/** Neighbours find much the same: every eleventh call first, then those after these. */
const STRIDE = 11;

/** What goes wrong, call by call, until it is what is looked for. */
function wrong(job: SweepJob, strike: Strike, pattern: RegExp): string {
  const found: string[] = [];
  const calls = undisturbed(job);
  const order = calls.map((_, index) => index).sort((a, b) => (a % STRIDE) - (b % STRIDE) || a - b);
  for (const index of order) {
    if (pattern.test(found.join('\n'))) break;
    found.push(...told(() => strike(job, calls, index)));
  }
  return found.join('\n');
}

test.each(TEETH)('$title', ({ bodies, strike, pattern }) => {
  expect(wrong(createJob(broken(bodies)), strike, pattern)).toMatch(pattern);
});

test('where nobody asks what became of codes that leave the job, it finds changes that the log does not know', () => {
  const job = changeJob('destination', broken({ wasDone: 'return false;' }));
  const { edit } = CHANGE_EDITS.find(({ title }) => title === 'deletes a row') ?? { edit: () => {} };
  const found = undisturbed(job)
    .filter((_, at) => at % 4 === 0)
    .flatMap((call) =>
      changeViolations(disturbed(job, { ...call, when: 'before' }, { kind: 'edit', edit }), job, {
        deleted: 'r9',
      }),
    );
  expect(found.join()).toMatch(/the code of r9 was changed by “Change destination: .*”, the log says “”/);
});
