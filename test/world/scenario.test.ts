// A scenario file can say all of it: options and faults are plain JSON.
import type { Fault } from '../../sim/apps-script/faults';
import type { WorldOptions } from '../../sim/apps-script/world';
import { small } from './helper';

const SCENARIO = `{
  "kind": "addon",
  "published": true,
  "costs": { "cell": 0.028 },
  "readings": { "refusedWrites": "call", "apostropheInText": "kept", "richTextOfFormulas": "null", "copiedProperties": "dropped" },
  "users": [
    { "id": "owner", "email": "owner@example.com" },
    { "id": "bob", "email": "bob@example.com", "language": "de", "deniedScopes": ["script.scriptapp"], "urlAllowlist": ["qrius.io"],
      "page": { "runsAs": "owner" }, "triggerBudgetMs": 5400000 }
  ],
  "document": {
    "locale": "de_DE",
    "imagesAllowed": false,
    "sheets": [
      { "name": "S", "rows": [["Name", "Slug", "N"], ["A", "", "1,5"], ["B", "", "2"]],
        "features": [
          { "kind": "validation", "range": "A2:A", "rule": { "oneOf": ["A", "B"] } },
          { "kind": "table", "range": "A1:C10", "types": { "C": "number" } },
          { "kind": "spill", "cell": "B2", "formula": "=ARRAYFORMULA(LOWER(A2:A3))", "rows": [["a"], ["b"]] },
          { "kind": "merge", "range": "E1:F1" },
          { "kind": "freeze", "rows": 1, "columns": 2, "blocksInsert": true },
          { "kind": "protectSheet", "editors": ["bob"] },
          { "kind": "richText", "cell": "G1", "runs": [{ "text": "a", "url": "https://a.example/" }, { "text": "b" }] },
          { "kind": "rowHeight", "row": 2, "pixels": 100 }
        ] },
      { "name": "Chart", "features": [{ "kind": "sheetType", "type": "OBJECT" }] }
    ]
  }
}`;

const FAULTS = `[
  { "at": { "name": "Range.setValues", "nth": 1 }, "when": "before", "do": { "kind": "validation", "sheet": "S", "range": "C:C", "rule": { "between": [1, 9] } } },
  { "at": { "k": 1 }, "when": "after", "do": { "kind": "account", "user": "owner", "set": { "deniedScopes": ["script.external_request"] } } },
  { "at": { "k": 1 }, "when": "after", "do": { "kind": "disableTriggers" } }
]`;

const code = `function f() {
  var sheet = SpreadsheetApp.getActiveSheet();
  sheet.getDataRange();
  var before = sheet.getRange('A1:C3').getDisplayValues();
  try { sheet.getRange('C2:C3').setValues([[5], [50]]); } catch (e) { return [before, e.message]; }
} `;

function scenario() {
  const world = small(code, JSON.parse(SCENARIO) as Partial<WorldOptions>);
  world.faults.push(...(JSON.parse(FAULTS) as Fault[]));
  return world;
}

test('a scenario with every switch runs, and its faults change sheets and accounts in the middle', () => {
  const world = scenario();
  expect(world.run('f').value).toEqual([
    [
      ['Name', 'Slug', 'N'],
      ['A', 'a', '1,5'],
      ['B', 'b', '2'],
    ],
    'The data you entered in cell C3 violates the data validation rules set on this cell.',
  ]);
  expect(world.faults).toEqual([]);
  expect(world.state.accounts.owner).toEqual({ deniedScopes: ['script.external_request'] });
});

test('a clone shares no feature and no account', () => {
  const world = scenario();
  const before = JSON.stringify(world.state);
  const clone = world.clone();
  clone.user.edit({ kind: 'validation', sheet: 'S', range: 'B:B', rule: { type: 'date' } });
  clone.user.edit({ kind: 'rowHeight', sheet: 'S', row: 2, pixels: 5 });
  clone.user.edit({ kind: 'spill', sheet: 'S', cell: 'B2', formula: '=SORT(A2:A3)', rows: [['z']] });
  clone.user.insertRowAbove('S', 1);
  clone.happen({ kind: 'account', user: 'bob', set: { page: null } });
  clone.happen({ kind: 'allowImages', allowed: true });
  expect(JSON.stringify(world.state)).toBe(before);
});
