// Changing codes from the sidebar: what a change would do, and the job.
import { loadUser } from '../../google/connection';
import { clock, documentStore } from '../../google/document';
import { loadPicks } from '../../google/picks';
import { activeSheetId } from '../../google/selection';
import { openSheet, sheetName } from '../../google/spreadsheet';
import { look } from '../../jobs/change/look';
import { previewOf } from '../../jobs/change/preview';
import type { ChangeOrder } from '../../jobs/change/start';
import { load } from '../../jobs/record';
import type { JobView, Preview } from '../../wire/contract';
import { connectionOf, firstThrottle, portsOf } from '../ports';
import { wantedIn } from './create';
import { record, scope } from './inputs';
import { begin } from './run';
import { wish } from './wishes';

/** Where the last job was done, if not in the sheet that the user looks at. */
function undoneIn(sheetId: number): { job: string; sheet: string } | null {
  const { record: last } = load(documentStore());
  return last && last.sheetId !== sheetId ? { job: last.id, sheet: sheetName(last.sheetId) } : null;
}

const reach = ({ scope: where, hidden }: Record<string, unknown>) => ({
  wanted: wantedIn(scope(where)),
  hidden: hidden === true,
  undoneIn: undoneIn(activeSheetId()),
});

/** Compares with Qrius, and says what a change would do. Changes nothing. */
export function preview(input: unknown): Preview {
  const asked = record(input);
  const connection = connectionOf(loadUser());
  const sheetId = activeSheetId();
  const throttled = { throttle: firstThrottle(connection) };
  const order = { wish: wish(asked.wish), ...reach(asked), picks: loadPicks(sheetId) };
  const seen = look(portsOf(connection, clock.now()), throttled, openSheet(sheetId), order);
  return previewOf(seen, order.wish, throttled.throttle, clock.now());
}

export function change(input: unknown): JobView {
  const asked = record(input);
  const { deletes, reached } = asked;
  return begin<ChangeOrder>({
    kind: 'change',
    wish: wish(asked.wish),
    ...reach(asked),
    deletes: typeof deletes === 'number' ? deletes : null,
    reached: typeof reached === 'string' ? reached : null,
  });
}
