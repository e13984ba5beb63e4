// Sets the stage of the demo: the sheet, the built add-on and a simulated Qrius, in one process or over real HTTP.
import { overHttp } from '../sim/apps-script/over-http';
import { createWorld, type World } from '../sim/apps-script/world';
import { completeConfig } from '../sim/qrius/config';
import { type Account, createState, type State, type StateOptions } from '../sim/qrius/state';
import { startSimulatorThread } from '../sim/qrius/thread';
import { inProcess } from '../sim/qrius/transport';
import { get } from '../sim/sidebar';
import { builtCode, manifest } from '../sim/trial';
import type { Transport } from '../sim/wire';
import { CHOOSABLE_ROLES } from '../src/shared/contract/sheet';
import type { ColumnOverrides } from '../src/table/candidates';
import type { Options } from './options';
import type { Schedule } from './schedule';
import { sheetSize } from './sheet-size';

/** What has gone over the wire so far. `refused`: answers with 429. `created`: creates that were answered with a code. */
export interface Traffic {
  sent: number;
  refused: number;
  created: number;
}

/** A simulated Qrius, wherever it runs. */
interface Service {
  transport: Transport;
  /** The API key of the account. */
  key: string;
  /** Makes another key, as a user does in the dashboard; null where that cannot be done. */
  newKey: (() => string) | null;
  /** Everything that the service knows. */
  snapshot: () => Promise<State>;
  close: () => Promise<void>;
}

export interface Stage extends Omit<Service, 'transport'> {
  world: World;
  /** The header row and the columns that the user chose. */
  overrides: ColumnOverrides;
  traffic: Traffic;
  /** Lets time pass as a user waits, in milliseconds. */
  wait: (ms: number) => void;
}

/** How long an answer takes over HTTP on one machine, in milliseconds: about what a near data centre takes. */
const HTTP_LATENCY_MS = 150;

function newKey(state: State): string {
  const key = `qrius_test_again_${state.keys.length}`;
  state.keys.push({ key, accountId: (state.accounts[0] as Account).id, readOnly: false, revoked: false });
  return key;
}

function inOneProcess(options: StateOptions): Service {
  const state = createState(options);
  return {
    transport: inProcess(state),
    key: state.accounts[0]?.key ?? '',
    newKey: () => newKey(state),
    snapshot: async () => state,
    close: async () => {},
  };
}

async function overRealHttp(options: StateOptions): Promise<Service> {
  // Short URLs as the real service has them: those of the simulator stop working once the demo is over.
  const { shortBase, imageBase } = completeConfig({});
  const simulator = await startSimulatorThread({
    latencyMs: HTTP_LATENCY_MS,
    shortBase,
    imageBase,
    ...options,
  });
  const hosts = { 'https://api.qrius.io': simulator.url, 'https://qrius.io/api': `${simulator.url}/api` };
  const transport = overHttp({ hosts });
  return {
    transport,
    key: simulator.key,
    newKey: null,
    snapshot: simulator.snapshot,
    close: async () => {
      transport.close();
      await simulator.close();
    },
  };
}

/** Counts what passes, and tells of it after each batch: until the execution is over nothing else can run on this thread. */
function watched(transport: Transport, traffic: Traffic, onBatch: () => void): Transport {
  return (requests, now) => {
    const results = transport(requests, now);
    requests.forEach(({ method }, index) => {
      const result = results[index];
      const status = result?.kind === 'answer' ? result.status : 0;
      traffic.sent += 1;
      if (status === 429) traffic.refused += 1;
      if (status === 201 && method === 'POST') traffic.created += 1;
    });
    onBatch();
    return results;
  };
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** What the user points out in the sidebar. @throws Error with a sentence where the sheet has no such header. */
function choose(world: World, overrides: ColumnOverrides): void {
  const { headerRow } = overrides;
  if (headerRow !== undefined) get(world, 'chooseHeaderRow', { row: headerRow });
  for (const role of CHOOSABLE_ROLES) {
    const header = overrides[role];
    if (header === undefined) continue;
    const { headers } = get(world, 'chooseColumn', { role, header }).sheet;
    if (header !== '' && !headers.includes(header))
      throw new Error(`The sheet has no column “${header}”. The headers are: ${headers.join(', ')}.`);
  }
}

/**
 * Sets the stage and opens the document. The stage must be closed.
 * @param rows header first. They are put in as plain text, so that the sheet shows what the file holds: a title like 1-2 or =A1 stays one.
 * @param onBatch called after each batch of requests, while the execution that sent it is still at work.
 */
export async function setStage(
  rows: string[][],
  { plan, clock, dialect, rateHeaders, faults, overrides }: Omit<Options, 'sheet' | 'job' | 'json' | 'help'>,
  schedule: Schedule,
  onBatch: (stage: Pick<Stage, 'world' | 'traffic'>) => void,
): Promise<Stage> {
  const code = builtCode();
  const seed = faults ?? 1;
  const settings = { plan, dialect, rateHeaders, seed, faults: schedule.qrius };
  const service = clock === 'real' ? await overRealHttp(settings) : inOneProcess(settings);
  const traffic = { sent: 0, refused: 0, created: 0 };
  const world: World = createWorld({
    code,
    manifest: manifest(),
    clock,
    seed,
    transport: watched(service.transport, traffic, () => onBatch({ world, traffic })),
    document: {
      sheets: [
        {
          name: 'Sheet1',
          rows: rows.map((row) => row.map((text) => (text === '' ? '' : `'${text}`))),
          ...sheetSize(rows),
        },
      ],
    },
  });
  world.open();
  world.faults.push(...schedule.world);
  const wait = clock === 'real' ? sleep : (ms: number) => void world.advance(ms);
  choose(world, overrides);
  return { ...service, world, overrides, traffic, wait };
}
