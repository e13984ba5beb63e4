// Shows that the fuzzer has teeth: with one guard of the add-on switched off at a time, it must find what that guard prevents.
import type { Violation } from '../sim/oracle/violation';
import { broken } from './broken';
import { runSeeds } from './run';

const NO_MAP = 'new Map()';

type Guards = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Guards against a colleague who means harm: they are looked for in runs that have one. */
const AGAINST_COLLEAGUES: Guards = {
  'rows sent as they were shown': { take: 'return true;' },
  'seals of log lines': {
    // Lines are sealed as ever, and nobody looks at the seals.
    lineSeals: `if (!lineSeals.off) {
      lineSeals.off = true;
      const { sealOf } = lineSeals(arguments[0]);
      lineSeals.off = false;
      return { sealOf, sealedAmong: (lines) => [...lines] };
    }`,
  },
};

/** Guards by what they do: statements put at the beginning of functions. */
export const GUARDS: Guards = {
  ...AGAINST_COLLEAGUES,
  'look-up of lost answers': { match: `return ${NO_MAP};` },
  'requests of an interrupted run': { takeInterrupted: 'return;' },
  'rows found again': {
    locate:
      'return flights.map(({ inputs }) => ({ index: inputs.index, edited: false, copies: [], stale: [] }));',
  },
  'comparison after a write': {
    reconcile: `return {
      corrections: ${NO_MAP},
      pairs: new Map(arguments[1].map((_, index) => [index, index])),
      formulas: arguments[0].before.formulas,
    };`,
  },
  'rows looked at after a write': { confirm: `return { orphans: [], patches: ${NO_MAP} };` },
  'marks looked at before sending': { markedAmong: 'return () => true;' },
  'codes moved back': { realign: `return { patches: ${NO_MAP}, homeless: [] };` },
  'marks given back': { lostMarks: `return ${NO_MAP};` },
  'pictures and slugs moved back': { strayCells: `return ${NO_MAP};` },
  'order of rectangles': { turnOf: 'return 0;' },
  'codes without a row kept': { orphanPages: 'return {};' },
  'log read before it is written': { readLog: 'return [];' },
  'rows of abandoned jobs told': { abandonedRows: `return ${NO_MAP};` },
  'account asked for deleted codes': { wasDone: 'return false;' },
  'switches approved by their owner': { switchRefusal: 'return null;' },
};

/** What switching a guard off led to: null where nothing was found. */
export interface Bite {
  guard: string;
  runs: number;
  seed: number | null;
  kind: Violation['kind'] | 'crash' | null;
}

/** @param runs so many at the most for each guard. */
export function biteOf(guard: string, seed: number, runs: number): Bite {
  const code = broken(GUARDS[guard] ?? {});
  for (let at = 0; at < runs; at += 1) {
    const how = { harsh: true, ...(guard in AGAINST_COLLEAGUES && { hostile: 1 }) };
    const [found] = runSeeds([seed + at], { ...how, code }).failing;
    // What is found with all guards on is no bite.
    if (found && runSeeds([seed + at], how).failing.length === 0)
      return { guard, runs: at + 1, seed: found.seed, kind: found.violations[0]?.kind ?? 'crash' };
  }
  return { guard, runs, seed: null, kind: null };
}
