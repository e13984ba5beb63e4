// The playground as a program: help, refusals, and what a scenario file may not be mixed with.
import { execFile } from 'node:child_process';
import { join } from 'node:path';

jest.setTimeout(60_000);

const ROOT = join(__dirname, '..', '..');
const SCENARIO = join(ROOT, 'examples', 'scenarios', 'no-answer.json');

const run = (...args: string[]) =>
  new Promise<{ code: number | string | null; out: string; err: string }>((resolve) => {
    const program = ['--require', require.resolve('tsx/cjs'), join(ROOT, 'playground', 'server.ts'), ...args];
    execFile(process.execPath, program, (error, out, err) => resolve({ code: error?.code ?? 0, out, err }));
  });

test('--help names every option and starts nothing', async () => {
  const { code, out, err } = await run('--help');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  for (const option of ['--sheet', '--plan', '--scenario', '--port', '--help']) expect(out).toContain(option);
  expect(out).not.toContain('127.0.0.1');
});

test.each([
  [['--scenario', 'missing.json'], /^The file missing\.json does not exist\.$/],
  [['--scenario', join(ROOT, 'package.json')], /^name: is no field that is known here\.$/],
  [['--scenario', SCENARIO, '--plan', 'PRO'], /^--scenario brings its own sheet and plans/],
  [['--plan', 'GOLD'], /^--plan must be one of/],
  [['--fast'], /^Unknown option '--fast'\. Options: .*--scenario/],
])('%j is refused with a sentence', async (args, sentence) => {
  const { code, out, err } = await run(...args);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err.trim()).toMatch(sentence);
});
