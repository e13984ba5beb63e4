// Which columns formulas seem to fill: writes into them would break the formula, and nothing else shows it.
import { filledColumns } from '../../../src/table/filled';

/** @param formula in the second of four columns, in a first row; the three rows below have none. */
const filledBy = (formula: string, ours: readonly number[] = []) => [
  ...filledColumns(
    [['', formula, '', ''], ...Array.from({ length: 3 }, () => ['', '', '', ''])],
    (_, column) => ours.includes(column),
  ),
];

test.each([
  '=QUERY(Source!C1:C4)',
  '=IMPORTRANGE("x", "A:D")',
  '=FILTER(C[6]:C[8], C[9]:C[9]="x")',
  '=SORT(R[1]C[6]:R[9]C[7])',
  '=ARRAYFORMULA(IF(C1:C12="", "", C1:C12))',
  '={C[6]:C[6], C[8]:C[8]}',
  '={C[6]:C[6]\\C[8]:C[8]}',
  '=SPLIT(R[0]C[6], ",")',
])('%s may fill all columns to the next one with content of the add-on', (formula) => {
  expect(filledBy(formula)).toEqual([1, 2, 3]);
  expect(filledBy(formula, [3])).toEqual([1, 2]);
});

test.each([
  '=ARRAYFORMULA(C[6]:C[6]&" "&C[7]:C[7])',
  '={"Slug"; ARRAYFORMULA(IF(R[1]C[6]:R[9]C[6]="", "", R[1]C[6]:R[9]C[6]))}',
  '=UNIQUE(R[1]C1:R[9]C1)',
  '=ARRAYFORMULA(VLOOKUP(C[6]:C[6], Source!C1:C3, 2, FALSE))',
  '=ARRAYFORMULA(C:C)',
])('%s fills its own column only', (formula) => expect(filledBy(formula)).toEqual([1]));

test.each(['=R[0]C[6]&"x"', '="On "&R[0]C[2]', '', 'text'])('%s fills nothing', (formula) =>
  expect(filledBy(formula)).toEqual([]),
);

test('a column whose rows all have formulas of their own is not filled, nor what is beyond one with a formula', () => {
  const own = '=SPLIT(R[0]C[6], ",")';
  expect([
    ...filledColumns(
      [
        [own, ''],
        [own, ''],
      ],
      () => false,
    ),
  ]).toEqual([]);
  expect([
    ...filledColumns(
      [
        ['=QUERY(C1:C9)', '', ''],
        ['', '', '=R[0]C[1]'],
      ],
      () => false,
    ),
  ]).toEqual([0, 1]);
});
