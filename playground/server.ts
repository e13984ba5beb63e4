// The playground for the command line: npm start -- --port 8765 --plan PRO --sheet talks.csv
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { oneOf, parsingFault, whole } from '../sim/command-line';
import { PLANS } from '../sim/qrius/plans';
import { type PlaygroundOptions, startPlayground } from './server/start';
import { readSheet } from './sheet-file';

const DEFAULT_PORT = 8765;
const HIGHEST_PORT = 65_535;

const USAGE = `Options: --port ${DEFAULT_PORT} --sheet FILE.csv --plan ${PLANS.join('|')}`;

/** Reads the command line. Throws an Error whose message begins with a sentence for the user. */
function readOptions(args: string[]): PlaygroundOptions {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: String(DEFAULT_PORT) },
      sheet: { type: 'string' },
      plan: { type: 'string', default: 'PRO' },
    },
  });
  const { sheet } = values;
  return {
    port: whole('--port', values.port, 0, HIGHEST_PORT),
    plan: oneOf('--plan', values.plan, PLANS),
    ...(sheet !== undefined && {
      document: { name: basename(sheet).replace(/\.csv$/i, ''), rows: readSheet(sheet) },
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
  const { url, close } = await startPlayground(readOptions(process.argv.slice(2)));
  console.log(`The playground is at ${url}. Stop it with Ctrl-C.`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, close);
}

main().catch((error: unknown) => {
  console.error(sentenceOf(error));
  // A server that started before the fault would keep the process alive.
  process.exit(1);
});
