// Reads and changes .clasp.json, which clasp takes as JSON with comments, without touching anything else in it.
import { type Expression, parseExpressionAt } from 'acorn';

/** What stands in .clasp.json until a script has been made. */
export const placeholder = 'PASTE_YOUR_SCRIPT_ID';

/** The two IDs that a deployment needs: of the script, and of the sheet that it is bound to. */
export interface ScriptIds {
  scriptId: string;
  parentId?: string;
}

/** The values of the file's keys, with their places in the text: what JSON with comments allows is an expression of JavaScript. */
function values(text: string): Map<string, Expression> {
  const found = new Map<string, Expression>();
  try {
    const settings = parseExpressionAt(text, 0, { ecmaVersion: 2019 });
    if (settings.type !== 'ObjectExpression') throw new Error('it holds no object');
    for (const property of settings.properties) {
      if (property.type !== 'Property') continue;
      const { key, value } = property;
      if (key.type === 'Literal') found.set(String(key.value), value);
      if (key.type === 'Identifier') found.set(key.name, value);
    }
  } catch (error) {
    throw new Error(`.clasp.json cannot be read (${(error as Error).message}): fix it, then deploy again.`);
  }
  return found;
}

function stringOf(value: Expression | undefined): string | undefined {
  return value?.type === 'Literal' && typeof value.value === 'string' ? value.value : undefined;
}

/** Reads the IDs. Throws a sentence where the file cannot be read or has no scriptId. */
export function readIds(settings: string): ScriptIds {
  const found = values(settings);
  const scriptId = stringOf(found.get('scriptId'));
  const parentId = stringOf(found.get('parentId'));
  if (!scriptId) {
    throw new Error(
      `.clasp.json has no scriptId: put your script's ID there, or "${placeholder}" to have a new sheet made.`,
    );
  }
  return { scriptId, ...(parentId ? { parentId } : {}) };
}

/** Puts another value at a key; a key that is not there yet is written after scriptId. */
function withValue(settings: string, key: keyof ScriptIds, value: string): string {
  const found = values(settings);
  const old = found.get(key);
  if (old) return settings.slice(0, old.start) + JSON.stringify(value) + settings.slice(old.end);
  const end = found.get('scriptId')?.end ?? 0;
  return `${settings.slice(0, end)},\n  "${key}": ${JSON.stringify(value)}${settings.slice(end)}`;
}

/** The same settings with other IDs in place of those that are there; comments, layout and all other keys stay. */
export function withIds(settings: string, { scriptId, parentId }: Required<ScriptIds>): string {
  return withValue(withValue(settings, 'scriptId', scriptId), 'parentId', parentId);
}
