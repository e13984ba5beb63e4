// The things that the log says were done to a code: a row each, with its request, its Status word, and its undo.
import type { Code } from '../../qrius/readings';
import { splitTags } from '../../table/cells';
import type { LogAction, LogLine } from '../../table/log';
import type { Changed } from '../../table/status';
import { codeHas, FIELD_NAMES, FIELDS, fieldOf, type TextField } from '../fields';
import type { Change } from './changes';
import type { ChangeDetails } from './details';
import * as words from './words';

/** One change of one code, before it is noted in the log. */
export type Intent = Pick<LogLine, 'action' | 'id' | 'name' | 'tags' | 'before' | 'after'>;

/** The same, whatever code it is for. */
export type Step = Pick<Intent, 'action' | 'before' | 'after'>;

/** Tags that are added or removed at all codes alike, so that they can be sent together; null where each gets its own. */
export type CommonTags = ChangeDetails['tags'];

interface ActionSpec {
  /** The Status word for it; null where no row is told. */
  word: Changed | null;
  /** The request; null for what cannot be asked for by itself. */
  change: ((after: string, common: CommonTags) => Change) | null;
  /** Whether the account shows that it was done. What Qrius does not say counts as not done. */
  isDone(code: Code | undefined, after: string): boolean;
  /** What undoes it. null: there is nothing to undo; a sentence: it cannot be undone. */
  undo(line: LogLine, code: Code | undefined): Step | string | null;
}

const nothing: ActionSpec = { word: null, change: null, isDone: () => false, undo: () => null };

/** An action that changes a field. @param told the Status word, where it is not the field's name. */
function fieldAction(action: LogAction, change: ActionSpec['change'], told?: Changed): ActionSpec {
  const field = fieldOf(action) ?? 'destination';
  return {
    word: told ?? field,
    change,
    isDone: (code, after) => code !== undefined && codeHas(code, field, after, false),
    undo: ({ before, after }, code) => {
      // Sent where Qrius does not show what its codes have, and it had this already.
      if (before === after) return null;
      if (!code) return words.noSuchCode;
      if (!codeHas(code, field, after, true)) return words.changedSince;
      if (field === 'destination' && before === '') return words.unknownBefore;
      if (field === 'tags' && code.tags === null) return words.unknownTags;
      return { action: action === 'Switch' ? 'Change destination' : action, before: after, after: before };
    },
  };
}

/** An action that pauses or activates. */
function switchAction(word: Changed, kind: 'pause' | 'activate', back: LogAction): ActionSpec {
  const paused = kind === 'pause';
  return {
    word,
    change: () => ({ kind }),
    isDone: (code) => code !== undefined && code.paused === paused,
    undo: ({ before, after }, code) => {
      if (!code) return words.noSuchCode;
      return code.paused === !paused ? words.changedSince : { action: back, before: after, after: before };
    },
  };
}

const toText =
  (kind: TextField) =>
  (text: string): Change => ({ kind, text });

const toDestination = (url: string): Change => ({ kind: 'destination', url });

export const ACTIONS: Record<LogAction, ActionSpec> = {
  Create: {
    ...nothing,
    undo: (line, code) => {
      if (!code) return null;
      return isAsCreated(line, code)
        ? { action: 'Delete', before: code.destination ?? '', after: '' }
        : words.changedSince;
    },
  },
  'Use existing': nothing,
  Import: nothing,
  'Change destination': fieldAction('Change destination', toDestination),
  Switch: fieldAction('Switch', toDestination, 'switched'),
  'Change tags': fieldAction('Change tags', (after, common) => ({
    kind: 'tags',
    ...(common ?? { action: 'set', tags: splitTags(after) }),
  })),
  Rename: fieldAction('Rename', toText('name')),
  'Change description': fieldAction('Change description', toText('description')),
  Pause: switchAction('paused', 'pause', 'Activate'),
  Activate: switchAction('activated', 'activate', 'Pause'),
  Delete: {
    word: 'deleted',
    change: () => ({ kind: 'delete' }),
    isDone: (code) => code === undefined,
    undo: () => words.cannotRestore,
  },
};

/** A field that Qrius does not say is taken for unchanged. */
const isAsCreated = (line: LogLine, code: Code): boolean =>
  FIELD_NAMES.every((field) => codeHas(code, field, FIELDS[field].ofLine(line), true));

/** The change that a line stands for. */
export const changeOf = ({ action, after }: Pick<LogLine, 'action' | 'after'>, common: CommonTags): Change =>
  ACTIONS[action].change?.(after, common) ?? toDestination(after);

/** Whether a line stands for a change of that kind. */
export const isFor = (line: Pick<LogLine, 'action' | 'after'>, kind: Change['kind']): boolean =>
  changeOf(line, null).kind === kind;

/** What a row is told of lines that are done. */
export const wordsOf = (lines: ReadonlyArray<Pick<LogLine, 'action'>>): Changed[] =>
  lines.flatMap(({ action }) => ACTIONS[action].word ?? []);

/** Whether the account shows what a line asked for. @param live its codes, by ID. */
export function wasDone({ id, action, after }: LogLine, live: ReadonlyMap<string, Code>): boolean {
  return ACTIONS[action].isDone(live.get(id), after);
}
