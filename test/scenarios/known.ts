// What the platform cannot prevent, as scenarios of examples/scenarios/unpreventable show it. docs/reliability.md names each.

/** Patterns of the violations, as `patternOf` makes them. */
export const KNOWN: Record<string, readonly string[]> = {
  'row-deleted-and-names-sorted-apart': [
    'user-cell: The cell Sheet…!C… was “” and became “”.',
    'user-cell: The cell Sheet…!C… was “” and became “”.',
  ],
  'row-edited-so-that-its-code-is-unknown': [
    'orphan: The code … of “” is in no row, and nobody was told of it.',
  ],
  'row-inserted-during-import-then-cut-off': ['user-cell: The cell Sheet…!C… was “” and became “”.'],
  'slug-overwritten-before-its-code': ['user-cell: The cell Sheet…!D… was “” and became “”.'],
  'url-of-a-row-without-a-code-overwritten-then-cut-off': [
    'user-cell: The cell Sheet…!B… was “” and became “”.',
  ],
  'status-refused-as-its-job-is-stopped': ['no-word: The row “” is left as “Creatin.'],
  'typed-before-the-write': ['user-cell: The cell Sheet…!C… was “” and became “”.'],
};
