// An import that was cut off keeps what a row of the user’s legitimately has.
import { ask, drive } from '../../sim/sidebar';
import { AFTER_LEASE_MS, addCodes, connected, type Desk, SHEET, shownRows, wait } from '../support/desk';

const HEADERS = ['Name', 'URL', 'Slug', 'QR ID', 'Short URL', 'QR code image', 'Status'];

/** @returns whether the import was cut off. */
function cutOff(made: Desk, nth: number, pendingWrites: 'lost' | 'applied'): boolean {
  made.world.faults.push({
    at: { name: 'SpreadsheetApp.flush', nth },
    execution: made.world.state.executions + 1,
    when: 'before',
    do: { kind: 'kill', pendingWrites },
  });
  const answer = ask(made.world, 'importCodes', null);
  made.world.advance(AFTER_LEASE_MS);
  return answer === null;
}
const goOn = (made: Desk) => drive(made.world, () => ask(made.world, 'continueJob', null), wait(made));

const IMPORTED = expect.stringMatching(/^Imported from Qrius/);

/** A row of the user's with the ID of a code, and what the code is. */
const CASES: Array<[string, string[], { name: string; destinationUrl: string }]> = [
  [
    'a name of its own and no URL',
    ['Mine', '', ''],
    { name: 'Theirs', destinationUrl: 'https://example.com/a' },
  ],
  [
    'what Qrius rewrote',
    ['A & B', 'https://example.com/a/', ''],
    { name: 'A &amp; B', destinationUrl: 'http://example.com/a' },
  ],
  [
    'a name and a URL of its own',
    ['Mine', 'https://example.com/mine', ''],
    { name: 'Theirs', destinationUrl: 'https://example.com/a' },
  ],
];
test.each(CASES)('a pasted ID stays in a row with %s', (_, cells, code) => {
  for (const pendingWrites of ['lost', 'applied'] as const)
    for (let nth = 1, isCut = true; isCut; nth += 1) {
      const made = connected([HEADERS, [...cells, '', '', '', '']]);
      const [first] = addCodes(made, 'D2', [code], { cells: ({ id }) => [id] });
      addCodes(made, 'I50', [{ name: 'More', destinationUrl: 'https://example.com/more' }], {
        cells: () => [''],
      });
      isCut = cutOff(made, nth, pendingWrites);
      if (isCut) goOn(made);
      const [row, more] = shownRows(made.world, SHEET);
      const [name, url] = cells;
      expect(row).toMatchObject({ Name: name, URL: url || code.destinationUrl, 'QR ID': first?.id });
      expect([row?.Status, more?.Status]).toEqual([IMPORTED, IMPORTED]);
      expect(more?.Name).toBe('More');
      if (nth > 9) throw new Error('Too many flushes.');
    }
});
