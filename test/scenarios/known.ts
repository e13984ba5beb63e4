// What scenarios of examples/scenarios/open still violate, by their names. docs/scenarios.md tells what each is about.

/** Patterns of the violations, as `patternOf` makes them. */
export const KNOWN: Record<string, readonly string[]> = {
  'sorted-before-a-flush-that-fails-with-a-queue': [
    'double: … codes (…, …) were made for … row(s) with ["Talk …","…"].',
    'wrong-row: The row “”, … has the code …, made for “”, … (“Created).',
  ],
  'typed-before-the-write': ['user-cell: The cell Sheet…!C… was “” and became “”.'],
};
