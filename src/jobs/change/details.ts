// What the record of a change notes: what is wanted of each code is in the log.
import { MOST_IDS } from '../../qrius/requests';
import { list, nullable, object, oneOf, type Parsed, text, whole, withDefault } from '../../shared/parse';
import { MAX_TRIES } from '../verdict';

/** Characters of the tags that are added or removed at all codes. */
export const MAX_TAGS = 1_000;

export const changeDetails = object({
  what: oneOf(
    ...(['destination', 'column', 'changed', 'tags', 'tags-column'] as const),
    ...(['pause', 'activate', 'delete', 'undo', 'undo-create', 'switch'] as const),
  ),
  /** Tags that are added or removed at all codes alike; null where each code gets its own, and for other changes. */
  tags: nullable(object({ action: oneOf('add', 'remove'), tags: list(text(MAX_TAGS), MAX_TAGS) })),
  /** Codes that a group may have when a slice puts them together: fewer after one that failed in part. */
  atOnce: withDefault(whole(1, MOST_IDS), MOST_IDS),
  /** How often in a row what was sent last got no clear answer: with a small rate limit no slice comes to the third time. */
  tries: withDefault(whole(0, MAX_TRIES), 0),
});
export type ChangeDetails = Parsed<typeof changeDetails>;
