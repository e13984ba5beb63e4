// Makes the pages of the add-on: HTML files with style and script in them, as HtmlService can serve them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import { type BuildOptions, buildSync } from 'esbuild';
import { version } from '../package.json';

const root = join(__dirname, '..');

/** A page, made of `page.html`, `main.tsx` and `style.css` in its folder. */
export interface Page {
  /** Its name in dist. */
  file: string;
  folder: string;
  /** The size that the product sets itself. */
  limitBytes: number;
  /** Where the server writes what to open: exactly once in the page. null where it writes nothing. */
  mark: string | null;
}

const sources = join(root, 'src', 'sidebar');

export const sidebarPage: Page = {
  file: 'Sidebar.html',
  folder: sources,
  limitBytes: 120_000,
  mark: 'data-view="home"',
};

/** It draws and reads codes, which the sidebar must not wait for. */
export const printPage: Page = {
  file: 'Print.html',
  folder: join(sources, 'print'),
  limitBytes: 250_000,
  mark: null,
};

export const pages: readonly Page[] = [sidebarPage, printPage];

const shared = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  minify: true,
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'silent',
} satisfies BuildOptions;

/** Licences of the packages in a bundle, which ask to be passed on with it. ASCII, and unable to end a comment. */
function licencesOf(inputs: string[]): string {
  const packages = inputs.flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []);
  return [...new Set(packages)]
    .map((name) => `${name}\n\n${readFileSync(join(root, 'node_modules', name, 'LICENSE'), 'utf8')}`)
    .join('\n\n')
    .replace(/\u00a9/g, '(c)')
    .replace(/\*\//g, '* /')
    .replace(/[^\n\x20-\x7e]/g, '');
}

/** The page with everything inlined. Throws where esbuild finds a fault in the sources. */
export function buildPage({ folder }: Page): string {
  const { outputFiles: scripts, metafile } = buildSync({
    ...shared,
    entryPoints: [join(folder, 'main.tsx')],
    format: 'iife',
    target: 'es2020',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { QRIUS_VERSION: JSON.stringify(version) },
    metafile: true,
    // HtmlService takes // inside a template literal for a comment.
    supported: { 'template-literal': false },
  });
  const { outputFiles: styles } = buildSync({ ...shared, entryPoints: [join(folder, 'style.css')] });
  const licensed = `/*\n${licencesOf(Object.keys(metafile.inputs))}*/\n${scripts[0]?.text ?? ''}`;
  // To HtmlService <? begins a scriptlet, and to a browser the other two change how the rest of a script is read.
  const script = licensed.replace(/<(?=\?|!--|\/?script)/gi, '\\x3c').trim();
  const style = (styles[0]?.text ?? '').trim();
  // Functions, since in a replacement string `$&` and its like would be expanded.
  return readFileSync(join(folder, 'page.html'), 'utf8')
    .replace(/\r\n/g, '\n')
    .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${style}</style>`)
    .replace(/<script src="main.tsx"><\/script>/, () => `<script>${script}</script>`);
}

const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;

/** Everything that is wrong with a page, a sentence each; empty where it may be pushed. */
export function pageFaults({ file, limitBytes, mark }: Page, page: string): string[] {
  const faults: string[] = [];
  const refuse = (wrong: boolean, sentence: string) => {
    if (wrong) faults.push(`${file} ${sentence}`);
  };
  const size = Buffer.byteLength(page);
  refuse(size >= limitBytes, `has ${size} bytes; it must stay under ${limitBytes}.`);
  refuse(/[^\n\x20-\x7e]/.test(page), 'holds a character that is not ASCII.');
  refuse(page.includes('`'), 'holds a backtick: HtmlService breaks template literals with // in them.');
  refuse(page.includes('<?'), 'holds <?, which HtmlService takes for a scriptlet.');
  refuse(page.includes('<!--'), 'holds <!--, which hides what follows.');
  refuse(count(page, /<\/?script/gi) !== 2, 'must hold exactly one script.');
  refuse(count(page, /<\/?style/gi) !== 2, 'must hold exactly one style.');
  refuse(/<link|<script[^>]/i.test(page), 'has a style or a script that was not put into it.');
  refuse(/\b(?:src|@import|url\()\s*=?\s*["'(]?https?:/i.test(page), 'loads something from elsewhere.');
  refuse(mark !== null && page.split(mark).length !== 2, `must hold ${mark} exactly once.`);
  const script = /<script>([\s\S]*)<\/script>/i.exec(page)?.[1] ?? '';
  try {
    parse(script, { ecmaVersion: 2020, sourceType: 'script' });
  } catch (error) {
    faults.push(`${file} has a script that does not parse: ${(error as Error).message}.`);
  }
  return faults;
}
