// Which functions of a bundle Apps Script can see: those declared at its top level.
import { parse } from 'acorn';

const seen = new Map<string, ReadonlySet<string>>();

/**
 * Names of the functions that a menu, a trigger or google.script.run can call: declared at the top level, or held there by
 * var, let or const. A later assignment to globalThis is not seen (docs/facts/apps-script.md#entry-points).
 * Throws a SyntaxError where the text is no script.
 */
export function entryPoints(code: string): ReadonlySet<string> {
  const known = seen.get(code);
  if (known) return known;
  const names = new Set<string>();
  for (const statement of parse(code, { ecmaVersion: 2022, sourceType: 'script' }).body) {
    if (statement.type === 'FunctionDeclaration') names.add(statement.id.name);
    if (statement.type !== 'VariableDeclaration') continue;
    for (const { id, init } of statement.declarations) {
      const isFunction = init?.type === 'FunctionExpression' || init?.type === 'ArrowFunctionExpression';
      if (id.type === 'Identifier' && isFunction) names.add(id.name);
    }
  }
  seen.set(code, names);
  return names;
}
