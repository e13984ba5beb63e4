// Hands finished pages to the printer, and a finished file to the user.

const PAPER_ID = 'paper';
/** The browser still reads a file after the click that saves it. */
const KEPT_MS = 60_000;

/** Takes what was to be printed out of the page again. */
export function clearPaper(): void {
  document.getElementById(PAPER_ID)?.remove();
}

/**
 * Puts a stack of paper into the document, which shows it only in print. Answers what adds a page: an SVG of the
 * paper's size.
 * @param width and @param height of a page in mm.
 */
export function newPaper(width: number, height: number): (page: string) => void {
  clearPaper();
  const paper = Object.assign(document.createElement('div'), { id: PAPER_ID });
  paper.setAttribute('aria-hidden', 'true');
  const style = document.createElement('style');
  style.textContent =
    `@page{size:${width}mm ${height}mm;margin:0}` +
    `#${PAPER_ID}>svg{display:block;width:${width}mm;height:${height}mm;break-after:page;overflow:hidden}` +
    `#${PAPER_ID}>svg:last-child{break-after:auto}`;
  paper.append(style);
  document.body.append(paper);
  const parser = new DOMParser();
  return (page) => {
    const { documentElement } = parser.parseFromString(page, 'image/svg+xml');
    paper.append(document.importNode(documentElement, true));
  };
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
