// What the record of a change notes: what is wanted of each code is in the log.
import { list, nullable, object, oneOf, type Parsed, text } from '../../shared/parse';

export const changeDetails = object({
  what: oneOf(
    ...(['destination', 'column', 'changed', 'tags', 'tags-column'] as const),
    ...(['pause', 'activate', 'delete', 'undo', 'undo-create', 'switch'] as const),
  ),
  /** Tags that are added or removed at all codes alike; null where each code gets its own, and for other changes. */
  tags: nullable(object({ action: oneOf('add', 'remove'), tags: list(text()) })),
});
export type ChangeDetails = Parsed<typeof changeDetails>;
