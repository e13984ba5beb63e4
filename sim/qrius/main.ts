// The simulator for the command line: npm run simulator -- --port 8787 --plan PRO
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { HIGHEST_SEED, oneOf, parsingFault, portFault, whole } from '../command-line';
import type { ConfigOptions } from './config';
import { API_PREFIX, DIALECTS } from './dialect';
import { PLANS } from './plans';
import { randomFaults } from './random-faults';
import { readConfig } from './read-config';
import { type ServerOptions, startSimulator } from './server';

const DEFAULT_PORT = 8787;
const HIGHEST_PORT = 65_535;
/** How many requests a schedule of faults covers. */
const FAULTS_UP_TO = 1000;

const USAGE =
  'Options: --port 8787 --plan FREE|PRO|BUSINESS --dialect guide|reference --no-rate-headers --rpm 60 --faults SEED --config FILE --help';

const HELP = `Runs a simulated Qrius on this machine, until Ctrl-C.

  --port 8787          the port; 0 takes any free one
  --plan FREE          the plan of the account: ${PLANS.join(', ')}
  --dialect guide      bodies and paths of the bulk guide, or of the reference
  --no-rate-headers    answers without X-RateLimit headers
  --rpm 60             requests a minute, instead of the plan's
  --faults SEED        lost, cut and refused answers by chance, the same for the same seed
  --config FILE        switches of the service as JSON, such as {"lists": {"firstPage": 0}};
                       docs/limits.md lists all of them. The options above take precedence.
`;

/** The switches in a file. Throws an Error with a sentence. */
function readConfigFile(path: string): ConfigOptions {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new Error(`${path} ${why}: choose another file with --config.`);
  }
  return readConfig(value);
}

/** Reads the command line; null where only help is wanted. Throws an Error whose message begins with a sentence for the user. */
function readOptions(args: string[]): ServerOptions | null {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: String(DEFAULT_PORT) },
      plan: { type: 'string', default: 'FREE' },
      dialect: { type: 'string' },
      'no-rate-headers': { type: 'boolean', default: false },
      rpm: { type: 'string' },
      faults: { type: 'string' },
      config: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  return {
    ...(values.config !== undefined && readConfigFile(values.config)),
    port: whole('--port', values.port, 0, HIGHEST_PORT),
    plan: oneOf('--plan', values.plan, PLANS),
    ...(values.dialect !== undefined && { dialect: oneOf('--dialect', values.dialect, DIALECTS) }),
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
  return portFault(error) ?? parsingFault(error, USAGE) ?? (error as Error).message;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) {
    console.log(HELP);
    return;
  }
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
