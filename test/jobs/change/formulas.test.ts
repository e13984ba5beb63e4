// Formulas of a user's own in Name, URL and Tags, and a sort at any call of a change: each stays a formula, in the row that it belongs to.

import { copyOf } from '../../../sim/copy';
import type { Code } from '../../../sim/qrius/state';
import type { Trial } from '../../../sim/trial';
import { SHEET } from '../../support/desk';
import { BASE, CHANGES, computedSheet, ID, KEY, NAME, STATUS, TAGS, URL } from './computed';

/** Whole rows, in one order or another. */
const SORTS: Array<(made: Pick<Trial, 'world'>) => void> = [
  ({ world }) => world.user.sortRange(SHEET, 'A:J', 'A', false),
  ({ world }) => world.user.shuffleRows(SHEET, 7),
  // One row changes places with the next: the least that can happen.
  ({ world }) => world.user.sortRange(SHEET, 'A2:J3', 'A', false),
];

/** Where nothing computes a row, it shows its code, or says why not. */
function untrue(cells: readonly string[], code: Code | undefined): string[] {
  const [name, url, tags, status = ''] = [cells[NAME], cells[URL], cells[TAGS], cells[STATUS]];
  const shown = [name, url, tags].join(' | ');
  const there = [code?.name, code?.destinationUrl, code?.tags.join(', ')].join(' | ');
  return shown === there || /edited|Not changed/.test(status)
    ? []
    : [`it shows ${shown} of ${there}, and Status says “${status}”`];
}

/** A formula without the number of the row that holds it. */
const plain = (formula: string) => formula.replace(/([A-Z])\d+/g, '$1');
/** What is not as it must be in a row, whichever place it has by now. */
function faultsOf(
  { world, qrius }: Trial,
  known: ReadonlyMap<string, { id: string; formulas: string[] }>,
): string[] {
  const formulas = world.formulas(SHEET);
  return world.table(SHEET).flatMap((cells, index) => {
    const key = cells[KEY] ?? '';
    const own = known.get(key);
    if (!own) return [];
    const [status = '', id = ''] = [cells[STATUS], cells[ID]];
    const now = [NAME, URL, TAGS].map((column) => plain(formulas[index]?.[column] ?? ''));
    const elsewhere = (formulas[index] ?? []).flatMap((text) => [...text.matchAll(/[A-Z](\d+)/g)]);
    const claims = status.includes('formula') && own.formulas.every((text) => text === '');
    return [
      ...(now.join() === own.formulas.join() ? [] : [`formulas ${own.formulas.join()} became ${now.join()}`]),
      ...(elsewhere.every(([, row]) => Number(row) === index + 1) ? [] : ['a formula reads another row']),
      ...(claims ? [`no formula is there, and Status says “${status}”`] : []),
      ...(id === own.id ? [] : [`the ID became “${id}”`]),
      ...(cells[BASE] === '' ? ['Base is empty'] : []),
      ...(own.formulas.every((text) => text === '') ? untrue(cells, qrius.codes[id]) : []),
    ].map((fault) => `${key}: ${fault}`);
  });
}

/** Each n-th call is struck, with one sort after another. */
const STEP = 4;

test.each(CHANGES)('$title: a sort before any call leaves each formula to its row', ({ before, run }) => {
  const ready = computedSheet();
  before?.(ready);
  const known = new Map(
    ready.world.table(SHEET).flatMap((cells, index): Array<[string, { id: string; formulas: string[] }]> => {
      const formulas = [NAME, URL, TAGS].map((column) =>
        plain(ready.world.formulas(SHEET)[index]?.[column] ?? ''),
      );
      return index === 0 ? [] : [[cells[KEY] ?? '', { id: cells[ID] ?? '', formulas }]];
    }),
  );
  const undisturbed = copyOf(ready);
  const from = undisturbed.world.history.length;
  expect([run(undisturbed), ...faultsOf(undisturbed, known)]).toEqual(['']);
  const calls = undisturbed.world.history
    .slice(from)
    .flatMap(({ calls: all, execution }) =>
      all
        .filter(({ trip, name }) => trip && /^(Range|SpreadsheetApp|UrlFetchApp)\./.test(name))
        .map(({ k, name }) => ({ execution, k, name })),
    );
  const found = SORTS.flatMap((sort, offset) =>
    calls
      .filter((_, at) => (at + offset) % STEP === 0)
      .flatMap(({ execution, k, name }) => {
        const made = copyOf(ready);
        made.world.faults.push({
          at: { k },
          execution,
          when: 'before',
          do: { kind: 'act', act: (world) => sort({ world }) },
        });
        const said = run(made);
        if (made.world.faults.length > 0) throw new Error('The sort never happened.');
        return [...(said ? [said] : []), ...faultsOf(made, known)].map(
          (fault) => `sort ${offset} before call ${k} of execution ${execution}, ${name}: ${fault}`,
        );
      }),
  );
  expect(found).toEqual([]);
});
