// Refreshing scan counts from the sidebar.
import type { RefreshOrder } from '../../jobs/refresh/start';
import type { JobView } from '../../wire/contract';
import { wantedIn } from './create';
import { record, scope } from './inputs';
import { begin } from './run';

export function refresh(input: unknown): JobView {
  const where = scope(record(input).scope);
  return begin<RefreshOrder>({
    kind: 'refresh',
    wanted: wantedIn(where),
    selected: where === 'selection',
    once: false,
    last: [],
  });
}
