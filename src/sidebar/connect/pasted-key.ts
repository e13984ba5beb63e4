// An API key as people paste it: out of a header, a chat or a table, with what stood around it.

/** Quotes, spaces and signs that nobody sees. */
const AROUND = '["\'“”„‟‘’‚‛«»‹›\\s\\p{C}]+';
const EDGES = new RegExp(`^${AROUND}|${AROUND}$`, 'gu');

/** The key alone. What is inside it stays: the server says what is wrong with it. */
export const keyIn = (pasted: string): string =>
  pasted
    .replace(EDGES, '')
    .replace(/^(authorization\s*:\s*)?bearer\s+/i, '')
    .replace(EDGES, '');
