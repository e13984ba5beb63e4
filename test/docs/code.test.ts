// The files and constants that the documents name are in the code, and the scenarios that they show can be played.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from '../../sim/oracle/judge';
import { parseScenario } from '../../sim/scenario/parse';
import { play } from '../../sim/scenario/play';
import { textOf } from './read';

const ROOT = join(__dirname, '..', '..');
const DOCUMENTS = [
  ...['docs/architecture.md', 'docs/reliability.md', 'docs/limits.md', 'docs/scenarios.md'],
  'CONTRIBUTING.md',
];
const isThere = (path: string): boolean => existsSync(join(ROOT, path));

/** Paths in a document, from the top of the repository; the architecture's tables leave `src/` out. */
function pathsIn(document: string): string[] {
  const texts = [...textOf(document).matchAll(/`([\w-]+\/[\w./-]*\.(?:tsx?|js))`/g)];
  return [...new Set(texts.map(([, path = '']) => path))];
}

test.each(DOCUMENTS)('the files that %s names exist', (document) => {
  const paths = pathsIn(document);
  expect(paths.length).toBeGreaterThan(5);
  expect(paths.filter((path) => !isThere(path) && !isThere(join('src', path)))).toEqual([]);
});

test('the constants that limits.md names are in the file that it names', () => {
  const named = [
    ...textOf('docs/limits.md').matchAll(/((?:`[A-Z][A-Z_]+`(?:, | in ))+)`((?:src|sim)\/[\w./-]+\.ts)`/g),
  ].flatMap(([, constants = '', file = '']) =>
    [...constants.matchAll(/[A-Z][A-Z_]+/g)].map(([constant]) => ({ constant, file })),
  );
  expect(named.length).toBeGreaterThan(40);
  const declared = ({ constant, file }: { constant: string; file: string }) =>
    new RegExp(`\\b${constant}\\b`).test(textOf(file));
  expect(named.filter((one) => !declared(one))).toEqual([]);
});

test('the files in scenarios.md can be played, all that they name happens, and nothing is violated', () => {
  const files = [...textOf('docs/scenarios.md').matchAll(/```json\n([\s\S]*?)```/g)];
  expect(files.length).toBeGreaterThan(1);
  for (const [, file = ''] of files) {
    const played = play(parseScenario(file));
    expect([judge(played), played.tape.missed]).toEqual([[], []]);
  }
});
