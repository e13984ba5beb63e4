// Type-checks every TypeScript world of the project: the pure folders, the server, the sidebar, and the tests and tools.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { writePureLib } from './pure-lib';

const root = join(__dirname, '..');
const worlds = [
  'src/tsconfig.pure.json',
  'src/tsconfig.json',
  'src/sidebar/tsconfig.json',
  'playground/page/tsconfig.json',
  'tsconfig.json',
];

writePureLib();
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
for (const world of worlds) {
  const { status } = spawnSync(process.execPath, [tsc, '-p', world], { stdio: 'inherit', cwd: root });
  if (status !== 0) process.exitCode = 1;
}
