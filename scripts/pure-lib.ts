// Writes the ECMAScript library that the pure folders are checked against: ES2019 without a clock and without a random number.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the library is written, and where src/tsconfig.pure.json looks for it. */
const pureLibFolder = join(__dirname, '..', '.cache', 'pure-lib');

/** What is taken out of a file of the library, and what stands there instead. */
interface Change {
  file: string;
  old: string;
  new: string;
}

const changes: Change[] = [
  { file: 'lib.es5.d.ts', old: '    random(): number;\n', new: '' },
  { file: 'lib.es5.d.ts', old: '    now(): number;\n', new: '' },
  { file: 'lib.es5.d.ts', old: '    new (): Date;\n', new: '' },
  // Date() called as a function is the present, as text.
  {
    file: 'lib.es5.d.ts',
    old: '    (): string;\n    readonly prototype: Date;',
    new: '    readonly prototype: Date;',
  },
  // So is a format without a date.
  { file: 'lib.es5.d.ts', old: ' format(date?: ', new: ' format(date: ' },
  { file: 'lib.es2017.intl.d.ts', old: 'formatToParts(date?: ', new: 'formatToParts(date: ' },
];

/** Follows the references of one library file and collects the text of all files that it stands on. */
function collect(libraryFolder: string, file: string, into: Map<string, string>): void {
  if (into.has(file)) return;
  const text = readFileSync(join(libraryFolder, file), 'utf8');
  into.set(file, text);
  for (const [, name] of text.matchAll(/\/\/\/ <reference lib="([^"]+)" \/>/g)) {
    collect(libraryFolder, `lib.${name}.d.ts`, into);
  }
}

/** Writes the library. Throws where TypeScript's own library no longer has exactly the lines to take out. */
export function writePureLib(): void {
  // The library lies in TypeScript's platform package.
  const compiler = require.resolve(
    `@typescript/typescript-${process.platform}-${process.arch}/package.json`,
    {
      paths: [dirname(require.resolve('typescript/package.json'))],
    },
  );
  const files = new Map<string, string>();
  collect(join(dirname(compiler), 'lib'), 'lib.es2019.d.ts', files);
  for (const change of changes) {
    const parts = (files.get(change.file) ?? '').split(change.old);
    if (parts.length !== 2) {
      throw new Error(
        `${change.file} of this TypeScript has not one line "${change.old.trim()}": fix scripts/pure-lib.ts.`,
      );
    }
    files.set(change.file, parts.join(change.new));
  }
  rmSync(pureLibFolder, { recursive: true, force: true });
  mkdirSync(pureLibFolder, { recursive: true });
  for (const [name, text] of files) {
    // The files are all named to the compiler; a reference would lead it back to its own.
    writeFileSync(
      join(pureLibFolder, name),
      text.replace(/\/\/\/ <reference (no-default-lib|lib)=.*\/>/g, ''),
    );
  }
}

if (require.main === module) writePureLib();
