// Broken bundles: what finds fault with them shows that it could.
import { join } from 'node:path';
import { buildBundle } from '../scripts/bundle';

let readable: string | null = null;
/** The bundle, with names that can be found in it. */
function readableBundle(): string {
  readable ??= buildBundle(join(__dirname, '..', 'src', 'server', 'main.ts'), 'kept').code;
  return readable;
}

/** The bundle with statements put at the beginning of functions. @param bodies statements by name of the function. */
export function broken(bodies: Readonly<Record<string, string>>): string {
  return Object.entries(bodies).reduce((code, [name, body]) => {
    const heads = code.match(headOf(name)) ?? [];
    if (heads.length !== 1) throw new Error(`The bundle has ${heads.length} functions ${name}.`);
    return code.replace(headOf(name), (found) => `${found}\n${body}`);
  }, readableBundle());
}

const headOf = (name: string) => new RegExp(`\\bfunction ${name}\\([^()]*\\)\\s*\\{`, 'g');
