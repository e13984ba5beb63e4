// What type-checks in the pure folders and on the server, and what must not.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writePureLib } from '../../scripts/pure-lib';

const root = join(__dirname, '..', '..');

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'worlds-')));
  writePureLib();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Checks each line as a module of its own in a world of the project; returns the lines that the compiler refuses. */
function refused(world: string, lines: string[]): string[] {
  const config = join(root, 'src', world);
  const { include } = JSON.parse(readFileSync(config, 'utf8')) as { include: string[] };
  // The world's own library files; its source folders are left out.
  const libraries = include
    .filter((entry) => entry.endsWith('.d.ts'))
    .map((entry) => resolve(root, 'src', entry));
  lines.forEach((line, index) => {
    writeFileSync(join(folder, `line-${index}.ts`), `export const value = () => { ${line} };\n`);
  });
  const files = lines.map((_line, index) => `line-${index}.ts`);
  const typeRoots = [join(root, 'node_modules', '@types')];
  const generated = {
    extends: config,
    compilerOptions: { typeRoots },
    include: [...libraries, ...files],
    exclude: [],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(generated));
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
  });
  // A fault of the world itself would hide that of a line.
  expect(stdout.split('\n').filter((text) => /error/.test(text) && !text.startsWith('line-'))).toEqual([]);
  return lines.filter((_line, index) => stdout.includes(`line-${index}.ts(`));
}

test('the pure folders have neither a clock nor chance, nor anything of Google, the browser or Node', () => {
  const impure = [
    'return Date.now();',
    'return new Date();',
    'return Date();',
    'return new Intl.DateTimeFormat("en").format();',
    'return new Intl.DateTimeFormat("en").formatToParts();',
    'return Math.random();',
    'return SpreadsheetApp.getUi();',
    'return Utilities.getUuid();',
    'return new URL("https://qrius.io");',
    'setTimeout(() => 1, 0);',
    'console.log(1);',
    'return process.env;',
    'return require("node:fs");',
    'return "a".replaceAll("a", "b");',
  ];
  const pure = [
    'return Date.parse("2026-01-01");',
    'return new Date(0).toISOString();',
    'return new Date("2026-01-01T00:00:00Z").getTime() + Date.UTC(2026, 0);',
    'return Math.floor(1.5);',
    'return new Intl.DateTimeFormat("en").format(new Date(0));',
    'return [..."ab"].flatMap((a) => [a]).includes("a") && Object.fromEntries([["a", 1]]);',
    'return new Map([["a", new Set([1])]]);',
  ];
  expect(refused('tsconfig.pure.json', [...impure, ...pure])).toEqual(impure);
});

test('the server has the services of Google, and nothing that Apps Script lacks', () => {
  const lacking = [
    'return new URL("https://qrius.io");',
    'setTimeout(() => 1, 0);',
    'return fetch("https://qrius.io");',
    'return new TextEncoder();',
    'return process.env;',
    'return "a".replaceAll("a", "b");',
  ];
  const there = [
    'return SpreadsheetApp.getUi();',
    'return Date.now() + Math.random();',
    'return Utilities.getUuid();',
  ];
  expect(refused('tsconfig.json', [...lacking, ...there])).toEqual(lacking);
});
