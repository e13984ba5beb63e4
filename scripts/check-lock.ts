// Looks for what npm silently leaves out of package-lock.json, and for what should not be in it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The parts of a lock file that are looked at (npm documentation, package-lock.json, "packages"). */
export interface Lock {
  packages: Record<
    string,
    { resolved?: string; link?: boolean; optionalDependencies?: Record<string, string> }
  >;
}

/** Where Node would find a package that another one asks for, nearest first: `a/node_modules/b` → `a/node_modules/b/node_modules/x`, `a/node_modules/x`, … */
function places(asking: string, name: string): string[] {
  const folders = [asking];
  for (let folder = asking; folder; folders.push(folder)) {
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1));
  }
  return folders.map((folder) => `${folder && `${folder}/`}node_modules/${name}`);
}

/**
 * Everything that is wrong with a lock file, a sentence each. A platform package that a registry lacked on the day of
 * `npm install` is left out without a word, and `npm ci` then fails on that platform. A download address ties the
 * project to the registry that one machine happens to use.
 */
export function lockFaults({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([path, { resolved, link, optionalDependencies }]) => {
    const missing = Object.keys(optionalDependencies ?? {}).filter(
      (name) => !places(path, name).some((place) => place in packages),
    );
    return [
      ...missing.map(
        (name) => `package-lock.json is missing ${name}, an optional dependency of ${path || 'the project'}.`,
      ),
      ...(resolved && !link ? [`package-lock.json names a download address for ${path}: ${resolved}.`] : []),
    ];
  });
}

if (require.main === module) {
  const lock = JSON.parse(readFileSync(join(__dirname, '..', 'package-lock.json'), 'utf8')) as Lock;
  for (const fault of lockFaults(lock)) {
    process.stderr.write(`${fault}\n`);
    process.exitCode = 1;
  }
}
