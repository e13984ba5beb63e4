// A copy of the project in a folder of its own, so that a test can deploy from it without touching the real one.
import { spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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

/** Sources of an add-on that does nothing, for deployments in which it doesn't matter what is built. */
function writeSmallSources(folder: string): void {
  const write = (name: string, text: string) => {
    mkdirSync(join(folder, 'src', dirname(name)), { recursive: true });
    writeFileSync(join(folder, 'src', name), text);
  };
  write('server/main.ts', 'export function onOpen(): void {}\n');
  for (const page of ['sidebar', 'sidebar/print']) {
    write(`${page}/main.tsx`, 'document.body.append("Hello");\n');
    write(`${page}/style.css`, 'body { margin: 0; }\n');
    write(`${page}/page.html`, readFileSync(join(root, 'src', page, 'page.html'), 'utf8'));
  }
}

/** What stands in for what is installed, so that it starts sooner. */
export interface Packed {
  /** The folder of the packages. */
  modules: string;
  /** The text of the deploy script. */
  deploy: string;
}

/**
 * Copies the project, with a .clasp.json of the test's own.
 * @param sources `whole` is the add-on, `small` one that does nothing.
 */
export function copyProject(
  settings: string,
  packed: Packed | null = null,
  sources: 'whole' | 'small' = 'whole',
): ProjectCopy {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'project-')));
  for (const name of ['scripts', 'appsscript.json', 'tsconfig.json', 'package.json']) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  if (sources === 'whole') cpSync(join(root, 'src'), join(folder, 'src'), { recursive: true });
  else writeSmallSources(folder);
  symlinkSync(packed?.modules ?? join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const file = (name: string) => join(folder, name);
  writeFileSync(file('.clasp.json'), settings);
  if (packed) writeFileSync(file('scripts/deploy.cjs'), packed.deploy);
  const program = packed ? ['scripts/deploy.cjs'] : ['--require', 'tsx/cjs', 'scripts/deploy.ts'];
  writeFileSync(file('credentials.json'), JSON.stringify(credentials));
  return {
    deploy: async (standIn, environment = {}, args = []) => {
      writeFileSync(file('authority.pem'), standIn.authority);
      const child = spawn(process.execPath, [...program, ...args], {
        cwd: folder,
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          HTTPS_PROXY: standIn.proxy,
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
