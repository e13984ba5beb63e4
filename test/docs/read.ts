// Reads the documents: tables, headings, links.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** The text of a file, by its path from the top of the repository. */
export const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Files below a folder of the repository, by the ending of their names. */
export function filesUnder(folder: string, endings: readonly string[]): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split('\\').join('/'));
}

/** The documents of the repository. */
export const documents = (): string[] => [
  ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'examples/README.md'],
  ...filesUnder('docs', ['.md']),
];

/** The body of the first table below a heading, without the header row. */
export function tableUnder(path: string, heading: string): string[][] {
  const lines = textOf(path).split('\n');
  const from = lines.indexOf(heading);
  if (from < 0) throw new Error(`${path} has no heading “${heading}”.`);
  const first = lines.findIndex((line, index) => index > from && line.startsWith('|'));
  const rest = lines.slice(first);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  return rest.slice(2, end < 0 ? undefined : end).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

/** The anchors that GitHub gives to the headings of a document. */
export function anchorsOf(path: string): string[] {
  const headings = textOf(path).match(/^#+ .+$/gm) ?? [];
  return headings.map((heading) =>
    heading
      .replace(/^#+ /, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Targets of a document's links and pictures within the repository. */
export function linksOf(path: string): string[] {
  const text = textOf(path).replace(/```[\s\S]*?```/g, '');
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)|<img src="([^"]+)"/g)].map(
    ([, link, image]) => link ?? image ?? '',
  );
  return targets.filter((target) => !/^https?:/.test(target));
}
