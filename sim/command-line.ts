// Reads values of the command line, and says in one sentence what is wrong with one.

/** The highest seed: seeds are whole numbers of 31 bits, which every generator here takes as they are. */
export const HIGHEST_SEED = 2 ** 31 - 1;

/** `value` where it is one of `choices`. Throws an Error with a sentence where it is none. */
export function oneOf<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) throw new Error(`${name} must be one of ${choices.join(', ')}, not "${value}".`);
  return choice;
}

/** `value` as a whole number from `low` to `high`. Throws an Error with a sentence where it is none. */
export function whole(name: string, value: string, low: number, high: number): number {
  const number = /^\d+$/.test(value) ? Number(value) : -1;
  if (number < low || number > high) {
    throw new Error(`${name} must be a whole number from ${low} to ${high}, not "${value}".`);
  }
  return number;
}

/** What `parseArgs` of node:util found wrong, in its first sentence and with the options that there are; null for any other error. */
export function parsingFault(error: unknown, usage: string): string | null {
  const { code, message } = error as NodeJS.ErrnoException;
  if (!code?.startsWith('ERR_PARSE_ARGS')) return null;
  return `${message.split(/\.(?=\s|$)|\n/, 1)[0]}. ${usage}`;
}

/** What keeps a server from its port, with a cure; null for any other error. */
export function portFault(error: unknown): string | null {
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return 'The port is in use: choose another with --port, or --port 0 for any.';
  if (code === 'EACCES' && path === undefined)
    return 'The port is not open to this user: choose another with --port.';
  return null;
}
