// How often a schedule runs, from the page or from a stored schedule.
import type { Every } from '../../shared/contract/schedule';
import { either, object, oneOf, type Parser, whole } from '../../shared/parse';

const hour = whole(0, 23);

export const every: Parser<Every> = either(
  object({ kind: oneOf('hour', 'sixHours') }),
  object({ kind: oneOf('day'), hour }),
  object({ kind: oneOf('week'), weekday: oneOf(1, 2, 3, 4, 5, 6, 7), hour }),
);
