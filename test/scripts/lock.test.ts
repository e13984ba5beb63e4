// The lock file must install on every platform, from any registry.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Lock, lockFaults } from '../../scripts/check-lock';

test('the lock file of this project has no fault', () => {
  const lock = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package-lock.json'), 'utf8')) as Lock;
  // That there is something to look at: esbuild has a package for each platform.
  expect(
    Object.keys(lock.packages['node_modules/esbuild']?.optionalDependencies ?? {}).length,
  ).toBeGreaterThan(5);
  expect(lockFaults(lock)).toEqual([]);
});

test('what is missing is found wherever Node would look for it, and named', () => {
  const packages: Lock['packages'] = {
    '': { optionalDependencies: { there: '1.0.0', gone: '1.0.0' } },
    'node_modules/there': {},
    'node_modules/@a/b': { optionalDependencies: { there: '1.0.0', nested: '1.0.0', '@a/gone': '1.0.0' } },
    'node_modules/@a/b/node_modules/nested': { optionalDependencies: { there: '1.0.0' } },
    'node_modules/fetched': { resolved: 'https://downloads.example/fetched.tgz' },
    'node_modules/linked': { resolved: 'packages/linked', link: true },
  };
  expect(lockFaults({ packages })).toEqual([
    'package-lock.json is missing gone, an optional dependency of the project.',
    'package-lock.json is missing @a/gone, an optional dependency of node_modules/@a/b.',
    'package-lock.json names a download address for node_modules/fetched: https://downloads.example/fetched.tgz.',
  ]);
});
