// What scenarios of examples/scenarios/open still violate, by their names. docs/scenarios.md tells what each is about.

/** Patterns of the violations, as `patternOf` makes them. */
export const KNOWN: Record<string, readonly string[]> = {
  'sorted-before-marks-then-cut-off': ['orphan: The code … of “” is in no row, and nobody was told of it.'],
  'twin-edited-then-cut-off': ['wrong-row: The row “” has … with the slug …, but shows “” (“Changed).'],
  'twins-sorted-during-write': ['user-cell: The cell Sheet…!C… was “” and became “”.'],
};
