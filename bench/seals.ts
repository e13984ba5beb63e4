// The share of seals in a run: how much of the time that the add-on's own code takes goes into HMACs, digests and marks.
import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { buildBundle } from '../scripts/bundle';
import { ask, drive } from '../sim/sidebar';
import { connect, type Trial, trial } from '../sim/trial';

/** At most this share of a run's time in the bundle (docs/security.md#seals). */
export const MOST_SHARE = 0.05;
const ROWS = 1_000;
/** So many runs are taken together: what the engine compiles, and when, differs from run to run. */
const REPEATS = 7;
const INTERVAL_US = 100;
const LATER_MS = 120_000;
/** All runs together. */
const ALL = 'all three';

/** Functions that seals, digests and marks go through; what they call counts with them. */
const SEALING = [
  ...[
    'sealedAmong',
    'isSameLine',
    'sealOf',
    'digestOf',
    'approve',
    'approvedIn',
    'writtenDigests',
    'isSealed',
    'sealedToken',
  ],
  ...['withSeal', 'sealHolds', 'fingerprintOf'],
];
/** The file name of bundles. */
const BUNDLE = /\/Code\.js$/;

/** Samples of a profile that were in the bundle, and those of them under a seal. */
export interface Share {
  all: number;
  seals: number;
}
type Where = 'seal' | 'bundle' | 'other';

/** What the engine does for the bundle, as JSON and patterns, counts as the bundle's; what services and the collector do does not. */
export function shareOf({ nodes, samples = [] }: Profiler.Profile): Share {
  const above = new Map<number, Where>();
  const kinds = new Map<number, Where>();
  // A node comes before its children.
  for (const { id, callFrame, children = [] } of nodes) {
    const { url, functionName } = callFrame;
    const parent = above.get(id) ?? 'other';
    const isSeal = parent === 'seal' || SEALING.includes(functionName.replace(/\d+$/, ''));
    const isEngine = url === '' && functionName !== '(garbage collector)';
    const kind: Where = BUNDLE.test(url) ? (isSeal ? 'seal' : 'bundle') : isEngine ? parent : 'other';
    kinds.set(id, kind);
    for (const child of children) above.set(child, kind);
  }
  const found = samples.map((id) => kinds.get(id));
  return {
    all: found.filter((kind) => kind !== 'other').length,
    seals: found.filter((kind) => kind === 'seal').length,
  };
}

async function profiled(act: () => void): Promise<Share> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US });
  await session.post('Profiler.start');
  act();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return shareOf(profile);
}

/** A user on PRO with 1,000 rows. @param code the bundle, with names that a profile can show. */
function begin(code: string): Trial {
  const numbers = Array.from({ length: ROWS }, (_, index) => String(index + 1));
  const rows = [
    ['Name', 'URL', 'Slug'],
    ...numbers.map((number) => [`Talk ${number}`, `https://example.com/${number}`, `talk-${number}`]),
  ];
  const document = { sheets: [{ name: 'Sheet1', rows, maxRows: ROWS + 100 }] };
  const made = trial(rows, { plan: 'PRO', requestsPerMinute: 100, totalCodes: ROWS }, { document, code });
  connect(made.world, made.qrius);
  for (const account of made.qrius.accounts) account.plan = 'BUSINESS';
  made.world.advance(LATER_MS);
  return made;
}

type Begin = Parameters<typeof drive>[1];

/** A create of 1,000 rows, a change of all of them, and their import into an empty sheet. */
async function once(code: string): Promise<Record<string, Share>> {
  const { world } = begin(code);
  const run = (start: Begin) => {
    world.advance(LATER_MS);
    return profiled(() => void drive(world, start, (ms) => void world.advance(ms)));
  };
  const whole = { scope: 'sheet', hidden: false, deletes: null, targetFingerprint: null } as const;
  const create = await run(() =>
    ask(world, 'createCodes', { scope: 'sheet', conflict: 'suffix', images: true, most: null }),
  );
  const change = await run(() =>
    ask(world, 'changeCodes', { request: { kind: 'destination', url: 'https://example.com/new' }, ...whole }),
  );
  world.user.edit({ kind: 'insertSheet', name: 'Imported' });
  world.user.edit({
    kind: 'setCells',
    sheet: 'Imported',
    cell: 'A1',
    rows: [['Name', 'URL', 'Slug', 'QR ID']],
  });
  world.user.edit({ kind: 'deleteSheet' });
  const imported = await run(() => ask(world, 'importCodes', null));
  return { 'create 1,000': create, 'change 1,000': change, 'import 1,000': imported };
}

/** One run, and the share of seals in it. */
export interface SealShare {
  name: string;
  share: number;
}

/** The share of each run, and of all three together. */
export async function sealShares(): Promise<SealShare[]> {
  const { code } = buildBundle(join(__dirname, '..', 'src', 'server', 'main.ts'), 'kept');
  const runs = new Map<string, Share>();
  const sum: Share = { all: 0, seals: 0 };
  const add = (to: Share, { all, seals }: Share) =>
    Object.assign(to, { all: to.all + all, seals: to.seals + seals });
  for (let repeat = 0; repeat < REPEATS; repeat += 1)
    for (const [name, share] of Object.entries(await once(code))) {
      runs.set(name, add(runs.get(name) ?? { all: 0, seals: 0 }, share));
      add(sum, share);
    }
  return [...runs, [ALL, sum] as const].map(([name, { all, seals }]) => ({ name, share: seals / all }));
}
