// A copy of the project in a folder of its own, so that a test can deploy from it without touching the real one.
import { spawn } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StandIn } from './apps-script-api';

const root = join(__dirname, '..', '..');

/** What a user sees of a finished command. */
export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface ProjectCopy {
  /** Runs the deploy script there, against a stand-in; `environment` is added to what it needs for that. */
  deploy(standIn: StandIn, environment?: Record<string, string>, args?: string[]): Promise<Finished>;
  read(name: string): string;
  path(name: string): string;
  write(name: string, text: string): void;
  /** The files of dist by name. */
  dist(): Record<string, string>;
  remove(): void;
}

/** Made-up credentials in the form in which clasp stores a user's own; they do not run out within a test. */
const credentials = {
  tokens: {
    default: {
      type: 'authorized_user',
      client_id: 'made-up',
      client_secret: 'made-up',
      refresh_token: 'made-up',
      access_token: 'made-up',
      expiry_date: Date.parse('2099-01-01'),
    },
  },
};

/** Copies the project, with a .clasp.json of the test's own. */
export function copyProject(settings: string): ProjectCopy {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'project-')));
  for (const name of ['src', 'scripts', 'appsscript.json', 'tsconfig.json', 'package.json']) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const file = (name: string) => join(folder, name);
  writeFileSync(file('.clasp.json'), settings);
  writeFileSync(file('credentials.json'), JSON.stringify(credentials));
  return {
    deploy: async (standIn, environment = {}, args = []) => {
      writeFileSync(file('authority.pem'), standIn.authority);
      const child = spawn(process.execPath, ['--require', 'tsx/cjs', 'scripts/deploy.ts', ...args], {
        cwd: folder,
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          HTTPS_PROXY: standIn.proxy,
          NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, 'few-apis.cjs'))}`,
          NODE_EXTRA_CA_CERTS: file('authority.pem'),
          clasp_config_auth: file('credentials.json'),
          ...environment,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const finished: Finished = { code: null, stdout: '', stderr: '' };
      child.stdout.setEncoding('utf8').on('data', (text: string) => (finished.stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (finished.stderr += text));
      finished.code = await new Promise((done) => child.on('close', done));
      return finished;
    },
    path: file,
    read: (name) => readFileSync(file(name), 'utf8'),
    write: (name, text) => writeFileSync(file(name), text),
    dist: () =>
      Object.fromEntries(
        readdirSync(file('dist')).map((name) => [name, readFileSync(file(`dist/${name}`), 'utf8')]),
      ),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
