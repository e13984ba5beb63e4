// The files of the page, bundled when the server starts: the page itself, and what stands behind google.script in a sidebar.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

const folder = join(__dirname, '..', 'page');

export interface PageFile {
  type: string;
  text: string;
  /** The playground's own page may show it in a frame; nothing else may be in one. */
  framed?: true;
}

interface Page {
  /** By their path on the server. */
  files: Record<string, PageFile>;
  /** The script for the frames. */
  shim: string;
}

let built: Promise<Page> | null = null;

/** The page, bundled when it is first asked for. Rejects with esbuild's report where a source is at fault. */
export function pageFiles(): Promise<Page> {
  built ??= buildPage();
  return built;
}

async function buildPage(): Promise<Page> {
  const shared = {
    absWorkingDir: folder,
    bundle: true,
    write: false,
    outdir: folder,
    target: 'es2022',
    logLevel: 'silent',
    minify: true,
  } satisfies BuildOptions;
  const { outputFiles } = await build({ ...shared, entryPoints: ['page.ts', 'page.css', 'shim.ts'] });
  const textOf = (name: string) => outputFiles.find(({ path }) => path.endsWith(name))?.text ?? '';
  const script = 'text/javascript; charset=utf-8';
  const files = {
    '/': { type: 'text/html; charset=utf-8', text: readFileSync(join(folder, 'page.html'), 'utf8') },
    '/page.js': { type: script, text: textOf('page.js') },
    '/page.css': { type: 'text/css; charset=utf-8', text: textOf('page.css') },
  };
  return { files, shim: textOf('shim.js') };
}
