// The playground and the pictures of the user guide as programs: help, refusals, and what a scenario file may not be mixed with.
import { join } from 'node:path';
import { ended, ROOT, startProgram, startSources } from '../support/program';

jest.setTimeout(60_000);

const SCENARIO = join(ROOT, 'examples', 'scenarios', 'no-answer.json');

const PROGRAM = 'playground/server.ts';

test('--help names every option and starts nothing', async () => {
  const { code, out, err } = await ended(startSources(PROGRAM, ['--help']));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  for (const option of ['--sheet', '--plan', '--scenario', '--port', '--help']) expect(out).toContain(option);
  expect(out).not.toContain('127.0.0.1');
});

test.each([
  [['--scenario', 'missing.json'], /^The file missing\.json does not exist\.$/],
  [['--scenario', join(ROOT, 'package.json')], /^name: isn’t a known field\.$/],
  [['--scenario', SCENARIO, '--plan', 'PRO'], /^--scenario brings its own sheet and plans/],
  [['--plan', 'GOLD'], /^--plan must be one of/],
  [['--fast'], /^Unknown option '--fast'\. Options: .*--scenario/],
])('%j is refused with a sentence', async (args, sentence) => {
  const { code, out, err } = await ended(await startProgram(PROGRAM, args));
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err.trim()).toMatch(sentence);
});

test.each([
  ['--help', { code: 0, out: /^Usage: npm run screenshots -- \[NAME …\]\n.*There are: .*print/s, err: /^$/ }],
  ['cover', { code: 1, out: /^$/, err: /^No picture is called “cover”\. There are: .*print/ }],
])('the pictures with %s', async (arg, { code, out, err }) => {
  expect(await ended(startSources('playground/screenshots.ts', [arg]))).toEqual({
    code,
    out: expect.stringMatching(out),
    err: expect.stringMatching(err),
  });
});
