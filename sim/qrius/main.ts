// The simulator for the command line: npm run simulator -- --port 8787 --plan PRO
import { parseArgs } from 'node:util';
import { HIGHEST_SEED, oneOf, parsingFault, whole } from '../command-line';
import { API_PREFIX, DIALECTS } from './dialect';
import { PLANS } from './plans';
import { randomFaults } from './random-faults';
import { type ServerOptions, startSimulator } from './server';

const DEFAULT_PORT = 8787;
const HIGHEST_PORT = 65_535;
/** How many requests a schedule of faults covers. */
const FAULTS_UP_TO = 1000;

const USAGE =
  'Options: --port 8787 --plan FREE|PRO|BUSINESS --dialect guide|reference --no-rate-headers --rpm 60 --faults SEED';

/** Reads the command line. Throws an Error whose message begins with a sentence for the user. */
function readOptions(args: string[]): ServerOptions {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: String(DEFAULT_PORT) },
      plan: { type: 'string', default: 'FREE' },
      dialect: { type: 'string', default: 'guide' },
      'no-rate-headers': { type: 'boolean', default: false },
      rpm: { type: 'string' },
      faults: { type: 'string' },
    },
  });
  return {
    port: whole('--port', values.port, 0, HIGHEST_PORT),
    plan: oneOf('--plan', values.plan, PLANS),
    dialect: oneOf('--dialect', values.dialect, DIALECTS),
    ...(values['no-rate-headers'] && { rateHeaders: false }),
    ...(values.rpm !== undefined && {
      requestsPerMinute: whole('--rpm', values.rpm, 1, Number.MAX_SAFE_INTEGER),
    }),
    ...(values.faults !== undefined && {
      faults: randomFaults(whole('--faults', values.faults, 0, HIGHEST_SEED), { upTo: FAULTS_UP_TO }),
    }),
  };
}

/** The first sentence of what went wrong, in words of ours where Node's name no cure. */
function sentenceOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return 'The port is in use: choose another with --port, or --port 0 for any.';
  if (code === 'EACCES') return 'The port is not open to this user: choose another with --port.';
  return parsingFault(error, USAGE) ?? message;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const { url, key, state, close } = await startSimulator(options);
  const { dialect } = state.config;
  console.log(`Qrius simulator, ${options.plan} plan, ${dialect} dialect. Stop it with Ctrl-C.`);
  console.log(`URL: ${url}${API_PREFIX[dialect]}`);
  console.log(`Key: ${key}`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, close);
}

main().catch((error: unknown) => {
  console.error(sentenceOf(error));
  process.exitCode = 1;
});
