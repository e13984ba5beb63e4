// Makes the sidebar's page from its sources: one HTML file with style and script in it, as HtmlService can serve it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import { type BuildOptions, buildSync } from 'esbuild';

/** design.md, "What it must reach": sidebar under 120 KB. */
export const pageLimitBytes = 120_000;

/** Where the server writes which view to open. */
const viewMark = 'data-view="home"';

const root = join(__dirname, '..');
const folder = join(root, 'src', 'sidebar');

const shared = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  minify: true,
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'silent',
} satisfies BuildOptions;

/** The page with everything inlined. Throws where esbuild finds a fault in the sources. */
export function buildSidebar(): string {
  const { outputFiles: scripts } = buildSync({
    ...shared,
    entryPoints: [join(folder, 'main.tsx')],
    format: 'iife',
    target: 'es2020',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // HtmlService takes // inside a template literal for a comment.
    supported: { 'template-literal': false },
  });
  const { outputFiles: styles } = buildSync({ ...shared, entryPoints: [join(folder, 'style.css')] });
  // To HtmlService <? begins a scriptlet, and to a browser the other two change how the rest of a script is read.
  const script = (scripts[0]?.text ?? '').replace(/<(?=\?|!--|\/?script)/gi, '\\x3c').trim();
  const style = (styles[0]?.text ?? '').trim();
  // Functions, since in a replacement string `$&` and its like would be expanded.
  return readFileSync(join(folder, 'page.html'), 'utf8')
    .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${style}</style>`)
    .replace(/<script src="main.tsx"><\/script>/, () => `<script>${script}</script>`);
}

const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;

/** Everything that is wrong with a page, a sentence each; empty where it may be pushed. */
export function sidebarFaults(page: string): string[] {
  const faults: string[] = [];
  const refuse = (wrong: boolean, sentence: string) => {
    if (wrong) faults.push(`Sidebar.html ${sentence}`);
  };
  const size = Buffer.byteLength(page);
  refuse(size >= pageLimitBytes, `has ${size} bytes; it must stay under ${pageLimitBytes}.`);
  refuse(/[^\n\x20-\x7e]/.test(page), 'holds a character that is not ASCII.');
  refuse(page.includes('`'), 'holds a backtick: HtmlService breaks template literals with // in them.');
  refuse(page.includes('<?'), 'holds <?, which HtmlService takes for a scriptlet.');
  refuse(page.includes('<!--'), 'holds <!--, which hides what follows.');
  refuse(count(page, /<\/?script/gi) !== 2, 'must hold exactly one script.');
  refuse(count(page, /<\/?style/gi) !== 2, 'must hold exactly one style.');
  refuse(/<link|<script[^>]/i.test(page), 'has a style or a script that was not put into it.');
  refuse(/\b(?:src|@import|url\()\s*=?\s*["'(]?https?:/i.test(page), 'loads something from elsewhere.');
  refuse(page.split(viewMark).length !== 2, `must hold ${viewMark} exactly once.`);
  const script = /<script>([\s\S]*)<\/script>/i.exec(page)?.[1] ?? '';
  try {
    parse(script, { ecmaVersion: 2020, sourceType: 'script' });
  } catch (error) {
    faults.push(`Sidebar.html has a script that does not parse: ${(error as Error).message}.`);
  }
  return faults;
}
