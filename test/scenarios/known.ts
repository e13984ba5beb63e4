// What scenarios of examples/scenarios/open still violate, by their names. docs/scenarios.md tells what each is about.

const DOUBLE = 'double: … codes (…, …) were made for … row(s) with ["Talk …","…"].';
const BESIDE_ANOTHER = 'wrong-row: The row “”, … has the code …, made for “”, … (“Created).';
const ENDED_WAITING = (kind: string) =>
  `counts: The ${kind} job has ended and counts … done, … already, … failed, … waiting, … withdrawn.`;

/** Patterns of the violations, as `patternOf` makes them. */
export const KNOWN: Record<string, readonly string[]> = {
  'id-apart-cut-off-then-another-job': Array(3).fill(
    'wrong-row: The row “” has …, …, but shows “” (“Changed).',
  ),
  'id-apart-write-fails': ['wrong-row: The row “” has …, …, but shows “” (“Created).'],
  'row-copied-during-delete': ['wrong-row: The row “” shows …, which the add-on deleted (“Created).'],
  'row-copied-during-write': ['wrong-row: The row “” has …, but shows =IMAGE("…") (“Created).'],
  'scheduled-refresh-given-up': [ENDED_WAITING('refresh')],
  'sorted-before-marks-then-cut-off': [
    DOUBLE,
    'orphan: The code … of “” is in no row, and nobody was told of it.',
    BESIDE_ANOTHER,
  ],
  'sorted-during-write-then-cut-off': [DOUBLE, BESIDE_ANOTHER],
  'twin-edited-then-cut-off': ['wrong-row: The row “” has … with the slug …, but shows “” (“Changed).'],
  'twins-sorted-during-write': ['user-cell: The cell Sheet…!C… was “” and became “”.'],
};
