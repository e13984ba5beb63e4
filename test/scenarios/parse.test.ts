// The parser of scenario files: what it accepts, and its sentences for what it refuses.
import { randomScenario } from '../../faults/random-scenario';
import { parseScenario } from '../../sim/scenario/parse';
import { namesIn, textOf } from './stored';

const SHEET = { name: 'Talks', rows: [['Name', 'URL']] };
const GOOD = { title: 'A scenario', document: { sheets: [SHEET] }, steps: [] };
const step = (one: object) => ({ ...GOOD, steps: [{ kind: 'settle' }, one] });
const struck = (one: object) =>
  step({
    kind: 'press',
    button: { kind: 'create' },
    disturbances: [{ at: { k: 1 }, when: 'before', ...one }],
  });

test('what it accepts comes out as it went in', () => {
  const files = [...namesIn(''), ...namesIn('unpreventable').map((name) => `unpreventable/${name}`)].map(
    textOf,
  );
  const drawn = Array.from({ length: 50 }, (_, seed) => JSON.stringify(randomScenario(seed)));
  for (const text of [...files, ...drawn]) expect(parseScenario(text)).toEqual(JSON.parse(text));
});

test('text that is no JSON is refused', () => {
  expect(() => parseScenario('{')).toThrow(/^The scenario isn’t valid JSON: /);
});

test.each<[object, string]>([
  [[], 'The scenario must be an object.'],
  [{ ...GOOD, title: undefined }, 'title: is missing.'],
  [{ ...GOOD, sheet: 1 }, 'sheet: isn’t a known field.'],
  [{ ...GOOD, document: { sheets: [] } }, 'document.sheets: must have a sheet.'],
  [
    { ...GOOD, document: { sheets: [{ ...SHEET, csv: '' }] } },
    'document.sheets[0]: must have either rows or csv.',
  ],
  [{ ...GOOD, service: { config: { rpm: 1 } } }, 'service.config: There is no switch "rpm".'],
  [
    { ...GOOD, service: { accounts: ['GOLD'] } },
    'service.accounts[0]: must be one of "FREE", "PRO", "BUSINESS".',
  ],
  [{ ...GOOD, world: { costs: { x: 1 } } }, 'world.costs.x: isn’t a known field.'],
  [step({ kind: 'advance', minutes: 0 }), 'steps[1].minutes: must be a whole number from 1.'],
  [step({ kind: 'open', user: 'bob' }), 'steps[1].user: must be one of the users ada.'],
  [step({ kind: 'connect', account: 1 }), 'steps[1].account: must be below 1, the number of accounts.'],
  [step({ kind: 'open', document: 'copy' }), 'steps[1].document: no step has copied the document yet.'],
  [
    step({ kind: 'edit', edit: { kind: 'setCell', cell: 'b7', text: '' } }),
    'steps[1].edit.cell: must be a cell, as “B7”.',
  ],
  [struck({ at: { k: 0 } }), 'steps[1].disturbances[0].at.k: must be a whole number from 1.'],
  [struck({ at: {} }), 'steps[1].disturbances[0].at: must have one of the fields k, name.'],
  [
    struck({ at: { name: 'Range.setCells', nth: 1 } }),
    'steps[1].disturbances[0].at.name: must be a service call of the world, as “Range.setValues”.',
  ],
  [struck({}), 'steps[1].disturbances[0].do: is missing.'],
  [struck({ do: { kind: 'crash' } }), 'steps[1].disturbances[0].do.kind: must be one of "throw", "kill", '],
])('%j is refused', (value, sentence) => {
  let said = '';
  try {
    parseScenario(JSON.stringify(value));
  } catch (error) {
    said = (error as Error).message;
  }
  expect(said.slice(0, sentence.length)).toBe(sentence);
});
