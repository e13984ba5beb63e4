// The demo of a scenario file: what it prints, and its exit code.
import { join } from 'node:path';
import type { PlayedScenario } from '../../playground/scenario';
import { ROOT } from '../support/program';
import { program } from './helper';

jest.setTimeout(120_000);

const file = (name: string) => join(ROOT, 'examples', 'scenarios', `${name}.json`);

test('a scenario that holds: steps, the sheet, no violation, exit code 0', async () => {
  const { code, out, err } = await program('--scenario', file('key-changed-during-create'));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(
    /^1\. press create, with revokeKey\n {3}create job, paused: 3 done, .* Qrius rejected your API key/m,
  );
  expect(out).toMatch(/^3\. press continue\n {3}create job, done: 6 done,/m);
  expect(out).toMatch(/^7 +Talk 6 .* Created$/m);
  expect(out).toMatch(/^0 violations$/m);
});

test('a scenario that is violated: each violation, exit code 1, also as JSON', async () => {
  const [plain, json] = await Promise.all([
    program('--scenario', file('unpreventable/typed-before-the-write')),
    program('--json', '--scenario', file('unpreventable/typed-before-the-write')),
  ]);
  expect([plain.code, json.code]).toEqual([1, 1]);
  expect(plain.out).toMatch(
    /^1 violation\n {2}user-cell {2}Sheet1!C2 {2}The cell Sheet1!C2 was “mine” and became /m,
  );
  const { steps, sheets, violations } = JSON.parse(json.out) as PlayedScenario;
  expect(steps).toHaveLength(2);
  expect(sheets.map(({ name }) => name)).toEqual(['Sheet1', 'Qrius log']);
  expect(violations.map(({ kind }) => kind)).toEqual(['user-cell']);
});

test('a file that is not there or no scenario is refused in a sentence', async () => {
  const [none, other] = await Promise.all([
    program('--scenario', 'none.json'),
    program('--scenario', join(ROOT, 'package.json')),
  ]);
  expect(none).toMatchObject({ code: 1, out: '', err: 'There is no file none.json.\n' });
  expect(other).toMatchObject({ code: 1, out: '', err: 'name: isn’t a known field.\n' });
});
