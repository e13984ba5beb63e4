// What scenarios of examples/scenarios/open still violate, by their names. docs/scenarios.md tells what each is about.

/** Patterns of the violations, as `patternOf` makes them. */
export const KNOWN: Record<string, readonly string[]> = {
  'sorted-before-marks-then-cut-off': ['orphan: The code … of “” is in no row, and nobody was told of it.'],
};
