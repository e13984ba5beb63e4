// What a job wants of each code, as lines of the log: the change that a line stands for, and the line of a change.
import { splitTags } from '../../table/cells';
import type { LogAction, LogLine } from '../../table/log';
import type { Changed } from '../../table/marks';
import type { ChangeRecord } from '../record';
import type { Change } from './changes';

/** One change of one code, before it is noted. */
export type Intent = Pick<LogLine, 'action' | 'id' | 'name' | 'tags' | 'before' | 'after'>;

/** Tags as a cell and the log hold them. */
export const tagsText = (tags: readonly string[]): string => tags.join(', ');

/**
 * The change that a line stands for.
 * @param tags what is added or removed at all codes alike, so that they can be sent together.
 */
export function changeOf(
  { action, after }: Pick<LogLine, 'action' | 'after'>,
  tags: ChangeRecord['tags'],
): Change {
  switch (action) {
    case 'Change tags':
      return { kind: 'tags', ...(tags ?? { action: 'set', tags: splitTags(after) }) };
    case 'Rename':
      return { kind: 'rename', name: after };
    case 'Pause':
      return { kind: 'pause' };
    case 'Activate':
      return { kind: 'activate' };
    case 'Delete':
      return { kind: 'delete' };
    default:
      return { kind: 'destination', url: after };
  }
}

const ACTIONS: Record<Change['kind'], readonly LogAction[]> = {
  destination: ['Change destination', 'Switch'],
  tags: ['Change tags'],
  rename: ['Rename'],
  pause: ['Pause'],
  activate: ['Activate'],
  delete: ['Delete'],
};

/** Whether a line stands for a change of that kind. */
export const standsFor = (action: LogAction, kind: Change['kind']): boolean => ACTIONS[kind].includes(action);

const WORDS: Partial<Record<LogAction, Changed>> = {
  'Change destination': 'destination',
  Switch: 'switched',
  'Change tags': 'tags',
  Rename: 'name',
  Pause: 'paused',
  Activate: 'activated',
  Delete: 'deleted',
};

/** What a row is told of lines that are done. */
export const wordsOf = (lines: ReadonlyArray<Pick<LogLine, 'action'>>): Changed[] =>
  lines.flatMap(({ action }) => WORDS[action] ?? []);
