// Judges an undo: what it sets a code to must be what the code once had.
import type { Code } from '../qrius/state';
import type { Reply } from '../scenario/tape';
import type { Evidence } from './evidence';
import type { Violation } from './violation';

const FIELDS = ['name', 'destinationUrl', 'description', 'tags', 'paused'] as const;

const isUndo = ({ result }: Reply): boolean => {
  const value: unknown = result?.ok ? result.value : null;
  return typeof value === 'object' && value !== null && Reflect.get(value, 'what') === 'undo';
};

/** Each field that an undo changed has a value that it had before. */
export function undos({ played }: Evidence): Violation[] {
  const { replies, sent } = played.tape;
  const spans = replies.filter(isUndo).map((reply) => reply.sent);
  const had = new Map<string, Set<string>>();
  const note = (code: Code) => {
    const values = had.get(code.id) ?? new Set();
    for (const field of FIELDS) values.add(JSON.stringify([field, code[field]]));
    had.set(code.id, values);
  };
  const found: Violation[] = [];
  for (const [index, { changes }] of sent.entries())
    for (const { id, before, after } of changes) {
      if (before) note(before);
      const undone = spans.some((span) => index >= span.before && index < span.after);
      if (before && after && undone)
        for (const field of FIELDS) {
          if (had.get(id)?.has(JSON.stringify([field, after[field]]))) continue;
          const sentence = `The undo set the ${field} of ${id} to ${JSON.stringify(after[field])}, which it never had.`;
          found.push({ kind: 'undo', where: id, sentence });
        }
      if (after) note(after);
    }
  return found;
}
