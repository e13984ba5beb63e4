// Where sources disagree about Google, or none is known: which reading a world takes.
export interface Readings {
  /** When a write that Sheets refuses throws: at its call, or at the flush that carries it out (both observed). */
  refusedWrites: 'flush' | 'call';
  /** What setValues makes of a leading apostrophe in a cell with the format '@' (observed both ways). */
  apostropheInText: 'swallowed' | 'kept';
  /** What getRichTextValues gives for a cell with a formula: documented as null, observed as its text. */
  richTextOfFormulas: 'text' | 'null';
  /** Whether a copy of a document has its document properties (one source says that it has none). */
  copiedProperties: 'copied' | 'dropped';
}

/** The worse reading for the add-on, except where its present code depends on the kinder one. */
export const usualReadings: Readings = {
  refusedWrites: 'flush',
  apostropheInText: 'swallowed',
  richTextOfFormulas: 'text',
  copiedProperties: 'copied',
};
