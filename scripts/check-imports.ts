// Imports in src go down the floors only. Circles are biome's job (noImportCycles).
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

interface Floor {
  /** Folders of src on this floor: today's name, and the one it is about to get. */
  folders: string[];
  /** Floors that it may import from. */
  below: string[];
  /** Whether it may import types from every floor. */
  anyTypes?: boolean;
}

/** server → google → jobs → qrius, table → shared; the sidebar runs in the browser and shares values with `shared` only. */
export const floors: Record<string, Floor> = {
  server: { folders: ['server', 'addon'], below: ['google', 'jobs', 'qrius', 'table', 'shared'] },
  google: { folders: ['google'], below: ['jobs', 'qrius', 'table', 'shared'] },
  jobs: { folders: ['jobs'], below: ['qrius', 'table', 'shared'] },
  qrius: { folders: ['qrius'], below: ['shared'] },
  table: { folders: ['table'], below: ['shared'] },
  shared: { folders: ['shared', 'wire'], below: [] },
  sidebar: { folders: ['sidebar'], below: ['shared'], anyTypes: true },
};

export interface Import {
  /** The text between the quotes. */
  from: string;
  /** Whether only types come in: `import type …`, `export type … from`. */
  types: boolean;
}

/** Imports and re-exports of a TypeScript text: static ones, `import('…')` and `require('…')`. */
export function importsOf(text: string): Import[] {
  const pattern =
    /^[ \t]*(?:import|export)\b(\s+type\b(?!\s*,))?[^'"`;]*?\bfrom\s*['"]([^'"\n]+)['"]|^[ \t]*import\s*['"]([^'"\n]+)['"]|\b(?:import|require)\(\s*['"]([^'"\n]+)['"]/gm;
  return Array.from(text.matchAll(pattern), ([, type, from, effect, called]) => ({
    from: from ?? effect ?? called ?? '',
    types: type !== undefined,
  }));
}

/** The floor of a path below src; undefined where no floor has its folder. */
const floorOf = (path: string) => {
  const folder = path.split('/')[0] ?? '';
  return Object.entries(floors).find(([, { folders }]) => folders.includes(folder))?.[0];
};

function faultOf(file: string, { from, types }: Import): string | undefined {
  // A package, not a file of the project.
  if (!from.startsWith('.')) return undefined;
  const here = floorOf(file);
  if (here === undefined) return `src/${file}: its folder is on no floor (scripts/check-imports.ts).`;
  const target = join(dirname(file), from).split(sep).join('/');
  if (target.startsWith('..')) return `src/${file} imports ${from}, which is outside src.`;
  const there = floorOf(target);
  if (there === undefined) return `src/${file} imports ${from}, whose folder is on no floor.`;
  const floor = floors[here];
  if (there === here || floor?.below.includes(there) || (types && floor?.anyTypes)) return undefined;
  return `src/${file} imports ${from}: ${here} may not import ${there}.`;
}

/**
 * Forbidden imports, a sentence each.
 * @param files text of each file by its path below src, with slashes
 */
export function importFaults(files: Record<string, string>): string[] {
  return Object.entries(files).flatMap(([file, text]) =>
    importsOf(text).flatMap((one) => faultOf(file, one) ?? []),
  );
}

/** The TypeScript files of a folder. */
export function sources(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.map((file) => [relative(folder, file).split(sep).join('/'), readFileSync(file, 'utf8')]),
  );
}

if (require.main === module) {
  for (const fault of importFaults(sources(join(__dirname, '..', 'src')))) {
    process.stderr.write(`${fault}\n`);
    process.exitCode = 1;
  }
}
