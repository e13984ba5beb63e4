// Hands finished pages to the printer, and a finished file to the user.

const PAPER_ID = 'paper';
/** The browser still reads a file after the click that saves it. */
const KEPT_MS = 60_000;

/** Takes what was to be printed out of the page again. */
export function clearPaper(): void {
  document.getElementById(PAPER_ID)?.remove();
}

/**
 * Puts pages into the document, which shows them on paper only. The page's size is set exactly, and each page is one
 * SVG of that size.
 * @param width and @param height of a page in mm.
 */
export function setPaper(pages: string[], width: number, height: number): void {
  clearPaper();
  const paper = Object.assign(document.createElement('div'), { id: PAPER_ID });
  paper.setAttribute('aria-hidden', 'true');
  const style = document.createElement('style');
  style.textContent =
    `@page{size:${width}mm ${height}mm;margin:0}` +
    `#${PAPER_ID}>svg{display:block;width:${width}mm;height:${height}mm;break-after:page;overflow:hidden}` +
    `#${PAPER_ID}>svg:last-child{break-after:auto}`;
  paper.append(style);
  const parser = new DOMParser();
  for (const page of pages) {
    const { documentElement } = parser.parseFromString(page, 'image/svg+xml');
    paper.append(document.importNode(documentElement, true));
  }
  document.body.append(paper);
}

/** Saves a file. Firefox wants the link in the document. */
export function saveFile(name: string, type: string, content: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(content)], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
