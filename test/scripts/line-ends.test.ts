// A working copy with Windows line ends builds the same files.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyProject } from './project-copy';

jest.setTimeout(120_000);

function withWindowsLineEnds(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (!statSync(path).isFile()) continue;
    writeFileSync(path, readFileSync(path, 'utf8').replace(/\r?\n/g, '\r\n'));
  }
}

test('sources with CRLF become the same bundle and the same page', () => {
  const project = copyProject('{}');
  try {
    for (const name of ['src', 'scripts']) withWindowsLineEnds(project.path(name));
    execFileSync(process.execPath, ['--require', 'tsx/cjs', 'scripts/build.ts'], { cwd: project.path('.') });
    const built = project.dist();
    const root = join(__dirname, '..', '..', 'dist');
    expect(Object.keys(built).sort()).toEqual(readdirSync(root).sort());
    for (const [name, text] of Object.entries(built))
      expect([name, text === readFileSync(join(root, name), 'utf8')]).toEqual([name, true]);
  } finally {
    project.remove();
  }
});
