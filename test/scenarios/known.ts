// What scenarios of examples/scenarios/open still violate, by their names. docs/scenarios.md tells what each is about.

/** Patterns of the violations, as `patternOf` makes them. */
export const KNOWN: Record<string, readonly string[]> = {
  'typed-before-the-write': ['user-cell: The cell Sheet…!C… was “” and became “”.'],
};
