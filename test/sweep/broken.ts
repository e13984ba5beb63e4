// Broken bundles: that a test finds fault with them shows that it could.
import { join } from 'node:path';
import { buildBundle } from '../../scripts/bundle';

/** The bundle, with names that can be found in it. */
const readable = buildBundle(join(__dirname, '..', '..', 'src', 'server', 'main.ts'), 'kept').code;

/** The same with the beginning of the body of one function replaced. */
export function without(name: string, body: string): string {
  const head = new RegExp(`function ${name}\\(([^)]*)\\)\\s*\\{`);
  if (!head.test(readable)) throw new Error(`The bundle has no function ${name}.`);
  return readable.replace(head, (found) => `${found}\n${body}`);
}
