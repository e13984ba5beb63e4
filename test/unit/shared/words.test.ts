// Sentences that users read are in words files, beside the logic and not inside it.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Node, parse } from 'acorn';
import { transformSync } from 'esbuild';

const SRC = join(__dirname, '..', '..', '..', 'src');
/** Whose sentences have their own file already; `table/` has `status.ts` and the reasons beside what they judge. */
const FLOORS = ['server', 'google', 'jobs', 'qrius', 'sidebar'];
/** Three words in a row, with a capital first or a full stop last; markup, styles and keys have none. */
const SENTENCE = /^[A-Z“][\p{L}’']*( [\p{L}“”’'…]+){2,}|[\p{L}’] [\p{L}’]+ [\p{L}’]+\.( |$)/u;

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** The texts of all strings and templates below a node, but those of errors that no user sees. */
function textsIn(node: Node): string[] {
  if (node.type === 'NewExpression' && 'callee' in node && isNode(node.callee)) {
    const { callee } = node;
    if ('name' in callee && callee.name === 'Error') return [];
  }
  const own =
    node.type === 'Literal' && 'value' in node && typeof node.value === 'string'
      ? [node.value]
      : node.type === 'TemplateElement' && 'value' in node
        ? [(node.value as { cooked: string }).cooked]
        : [];
  const inner = Object.values(node).flat().filter(isNode).flatMap(textsIn);
  return [...own, ...inner];
}

function sentencesIn(file: string): string[] {
  const { code } = transformSync(readFileSync(file, 'utf8'), { loader: file.endsWith('x') ? 'tsx' : 'ts' });
  return textsIn(parse(code, { ecmaVersion: 'latest', sourceType: 'module' })).filter((text) =>
    SENTENCE.test(text),
  );
}

test('a sentence inside the logic is found', () => {
  const inside = "throw new UserError('no-job', 'No job is running.'); throw new Error('It cannot be so.');";
  expect(textsIn(parse(inside, { ecmaVersion: 'latest' })).filter((text) => SENTENCE.test(text))).toEqual([
    'No job is running.',
  ]);
});

test('every sentence of server, jobs and sidebar is in a words file', () => {
  const outside = FLOORS.flatMap((floor) => filesIn(join(SRC, floor)))
    .filter((file) => !/words\.tsx?$/.test(file))
    .flatMap((file) => sentencesIn(file).map((text) => `${relative(SRC, file)}: ${text}`));
  expect(outside).toEqual([]);
});
