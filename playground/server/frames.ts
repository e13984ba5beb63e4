// The pages of HtmlService: each one shown gets an address here, with google.script in front of everything else.

/** Pages that are kept: a reload of an older one finds nothing. */
const KEPT = 50;

export interface Frames {
  /** Keeps a page and gives its path on the server. */
  add(html: string): string;
  /** The page of a path, ready to be sent; undefined where there is none. */
  get(path: string): string | undefined;
}

/** Puts the script in front of the page's own, without pushing the doctype out of its place. */
function withScript(html: string, tag: string): string {
  const before = /^\s*(<!doctype[^>]*>)?\s*(<html[^>]*>)?\s*(<head[^>]*>)?/i.exec(html)?.[0] ?? '';
  return `${before}${tag}${html.slice(before.length)}`;
}

/**
 * @param functions names at the top level of the bundle; google.script.run has those that do not end in "_"
 * @param shim the script behind google.script. It stands in the page: the frame's origin may fetch nothing from here
 */
export function keepFrames(functions: readonly string[], shim: string): Frames {
  const pages = new Map<string, string>();
  const callable = functions.filter((name) => !name.endsWith('_'));
  const tag = `<script data-functions="${callable.join(' ')}">${shim}</script>`;
  let last = 0;
  return {
    add: (html) => {
      const path = `/html/${++last}`;
      pages.set(path, withScript(html, tag));
      const oldest = pages.keys().next().value;
      if (pages.size > KEPT && oldest !== undefined) pages.delete(oldest);
      return path;
    },
    get: (path) => pages.get(path),
  };
}
