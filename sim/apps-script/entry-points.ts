// Which functions of a bundle Apps Script can see: those declared at its top level.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import { writeWhole } from '../whole-file';

const CACHE = join(__dirname, '..', '..', '.cache', 'entry-points');

/** Shorter texts are parsed each time: that takes no longer than a look into a file. */
const LONG_TEXT = 10_000;

const seen = new Map<string, ReadonlySet<string>>();

function declaredIn(code: string): string[] {
  const names: string[] = [];
  for (const statement of parse(code, { ecmaVersion: 2022, sourceType: 'script' }).body) {
    if (statement.type === 'FunctionDeclaration') names.push(statement.id.name);
    if (statement.type !== 'VariableDeclaration') continue;
    for (const { id, init } of statement.declarations) {
      const isFunction = init?.type === 'FunctionExpression' || init?.type === 'ArrowFunctionExpression';
      if (id.type === 'Identifier' && isFunction) names.push(id.name);
    }
  }
  return names;
}

/**
 * The same, kept in a file for other processes: the built bundle takes 0.1 s in a process that has just started. The file's
 * name is made of the text and of how it is read.
 */
function kept(code: string): string[] {
  const file = join(CACHE, createHash('sha256').update(`${declaredIn}`).update(code).digest('hex'));
  if (existsSync(file)) return readFileSync(file, 'utf8').split(' ');
  const names = declaredIn(code);
  writeWhole(file, names.join(' '));
  return names;
}

/**
 * Names of the functions that a menu, a trigger or google.script.run can call: declared at the top level, or held there by
 * var, let or const. A later assignment to globalThis is not seen (docs/facts/apps-script.md#entry-points).
 * Throws a SyntaxError where the text is no script.
 */
export function entryPoints(code: string): ReadonlySet<string> {
  const known = seen.get(code);
  if (known) return known;
  const names = new Set(code.length < LONG_TEXT ? declaredIn(code) : kept(code));
  seen.set(code, names);
  return names;
}
