// The playground for the command line: npm start -- --port 8765 --plan PRO --sheet talks.csv
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { oneOf, parsingFault, portFault, whole } from '../sim/command-line';
import { PLANS } from '../sim/qrius/plans';
import { parseScenario } from '../sim/scenario/parse';
import { type PlaygroundOptions, startPlayground } from './server/start';
import { readSheet } from './sheet-file';

const DEFAULT_PORT = 8765;
const HIGHEST_PORT = 65_535;

const USAGE = `Options: --port ${DEFAULT_PORT} --sheet FILE.csv --plan ${PLANS.join('|')} --scenario FILE.json --help`;

const HELP = `Serves the add-on in your browser: a stand-in for Sheets, with the real menu and sidebar and a simulated Qrius.

Options:
  --sheet FILE.csv      your own rows, with the headers first (default: examples/conference.csv)
  --plan PLAN           the plan of the simulated account: FREE, PRO or BUSINESS (default: PRO)
  --scenario FILE.json  begins with the sheet, users and service of a scenario file instead (docs/scenarios.md);
                        its steps are yours to take
  --port PORT           the port on this machine; 0 for any free one (default: ${DEFAULT_PORT})
  --help, -h            prints this

With npm, put them after two dashes, as in: npm start -- --sheet talks.csv`;

/** Reads the command line; null where help is asked for. Throws an Error whose message begins with a sentence for the user. */
function readOptions(args: string[]): PlaygroundOptions | null {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: String(DEFAULT_PORT) },
      sheet: { type: 'string' },
      plan: { type: 'string' },
      scenario: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { sheet, plan, scenario, help } = values;
  if (help) return null;
  const port = whole('--port', values.port, 0, HIGHEST_PORT);
  if (scenario !== undefined) {
    if (sheet !== undefined || plan !== undefined)
      throw new Error('--scenario brings its own sheet and plans: leave out --sheet and --plan.');
    return { port, scenario: parseScenario(readFileSync(scenario, 'utf8')) };
  }
  return {
    port,
    plan: oneOf('--plan', (plan ?? 'PRO').toUpperCase(), PLANS),
    ...(sheet !== undefined && {
      document: { name: basename(sheet).replace(/\.csv$/i, ''), rows: readSheet(sheet) },
    }),
  };
}

/** The first sentence of what went wrong, in words of ours where Node's name no cure. */
function sentenceOf(error: unknown): string {
  const { code, message, path } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return `The file ${path} does not exist.`;
  return portFault(error) ?? parsingFault(error, USAGE) ?? message;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) {
    console.log(HELP);
    return;
  }
  const { url, close } = await startPlayground(options);
  console.log(`The playground is at ${url}. Stop it with Ctrl-C.`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, close);
}

main().catch((error: unknown) => {
  console.error(sentenceOf(error));
  // A server that started before the fault would keep the process alive.
  process.exit(1);
});
