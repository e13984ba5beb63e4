// Looks at a finished server bundle as Apps Script will: does it parse, load alone, and show exactly its entry points?
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import vm from 'node:vm';
import { parse } from 'acorn';
import { type Bundle, bundleName } from './bundle';

/**
 * The size that the product sets itself (docs/limits.md). Google reads it again for each execution: compiled again
 * in V8, 10,000 bytes take about 1 ms, against the seconds of a slice. Clear code is worth more than these bytes.
 */
export const bundleLimitBytes = 231_000;

/** Names of all services that Apps Script defines, as its published types declare them. */
function serviceNames(): string[] {
  const folder = dirname(require.resolve('@types/google-apps-script/package.json'));
  const declarations = readdirSync(folder).filter((name) => name.endsWith('.d.ts'));
  return declarations.flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    return [...text.matchAll(/^declare var (\w+)/gm)].map(([, service]) => service as string);
  });
}

/** ES2020 is what the bundle is built for; a top-level const, let or class would be a global that no object shows. */
function syntaxFaults(code: string): string[] {
  try {
    return parse(code, { ecmaVersion: 2020, sourceType: 'script' }).body.flatMap((statement) =>
      (statement.type === 'VariableDeclaration' && statement.kind !== 'var') ||
      statement.type === 'ClassDeclaration'
        ? [`The bundle declares a const, let or class at its top level, at character ${statement.start}.`]
        : [],
    );
  } catch (error) {
    return [`The bundle does not parse as ES2020: ${(error as Error).message}.`];
  }
}

/** Loads the code in a realm with nothing in it but ECMAScript and services that must not be touched yet. */
function loadFaults({ code, functions }: Bundle): string[] {
  const touched = new Set<string>();
  const realm = vm.createContext({});
  const global = vm.runInContext('globalThis', realm) as Record<string, unknown>;
  for (const service of serviceNames()) {
    const get = () => {
      touched.add(service);
      throw new Error(`${service} is not there yet.`);
    };
    Object.defineProperty(global, service, { get, configurable: true });
  }
  const before = new Set(Object.getOwnPropertyNames(global));
  const faults: string[] = [];
  try {
    vm.runInContext(code, realm);
  } catch (error) {
    faults.push(`The bundle throws while it loads: ${(error as Error).message}`);
  }
  // A service that does not answer in authorisation mode NONE would take the menu away with it (docs/facts/apps-script.md#authorization-modes).
  for (const service of touched) faults.push(`The bundle touches ${service} while it loads.`);
  const expected = [bundleName, ...functions];
  const found = Object.getOwnPropertyNames(global).filter((name) => !before.has(name));
  for (const name of found) {
    if (!expected.includes(name)) faults.push(`The bundle defines a global that nobody asked for: ${name}.`);
  }
  const inside = global[bundleName] as Record<string, unknown> | undefined;
  for (const name of expected) {
    if (!found.includes(name)) faults.push(`The bundle does not define ${name}.`);
    else if (name !== bundleName && typeof inside?.[name] !== 'function') {
      faults.push(`The export ${name} is not a function.`);
    }
  }
  return faults;
}

/** Everything that is wrong with a bundle, a sentence each; empty where it may be pushed. */
export function bundleFaults(bundle: Bundle): string[] {
  const size = Buffer.byteLength(bundle.code);
  const sizeFaults =
    size < bundleLimitBytes ? [] : [`The bundle has ${size} bytes; it must stay under ${bundleLimitBytes}.`];
  const faults = syntaxFaults(bundle.code);
  return [...sizeFaults, ...faults, ...(faults.length > 0 ? [] : loadFaults(bundle))];
}
