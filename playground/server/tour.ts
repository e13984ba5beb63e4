// How far the tour is: a step is done when sheet and service show that it happened.
import type { Code, State } from '../../sim/qrius/state';
import { shortUrlOf } from '../../sim/qrius/views';
import { ROLES } from '../../src/table/roles';
import {
  type CellView,
  type Coded,
  type DocumentView,
  type Midway,
  STEPS,
  type StepName,
  type TourView,
} from './messages';

const textOf = (cell: string | CellView) => (typeof cell === 'string' ? cell : cell.text);
const SCANS: readonly string[] = [ROLES.scans.header, ROLES.scans.ownHeader];

/** The session whose code the guide points to another page. */
const SESSION = 'S14';
/** Rows that are proposed for the next job. */
const NEXT_ROWS = 10;

interface Line {
  /** Number of its row, from 1. */
  row: number;
  texts: string[];
  /** The number in the column of scans; 0 where there is none. */
  scans: number;
}

/** The rows below the header of the first sheet. */
function linesOf({ sheets }: DocumentView): Line[] {
  const [header = [], ...rows] = sheets[0]?.rows ?? [];
  const scans = header.findIndex((cell) => SCANS.includes(textOf(cell)));
  return rows.map((cells, index) => {
    const texts = cells.map(textOf);
    return { row: index + 2, texts, scans: Number(texts[scans]) || 0 };
  });
}

const isWeb = (text: string) => /^https?:\/\//i.test(text);

interface Placed {
  code: Code;
  line: Line;
}

/** The rows that have a code, those of them that show the page that it opens, and the rows that have none. */
function placesOf(lines: Line[], service: State): { found: Placed[]; placed: Placed[]; next: number[] } {
  const codes = new Map(Object.values(service.codes).map((code) => [shortUrlOf(service, code), code]));
  const found: Placed[] = [];
  const next: number[] = [];
  for (const line of lines) {
    const url = line.texts.find((text) => codes.has(text));
    const code = codes.get(url ?? '');
    if (code) found.push({ code, line });
    if (!code && next.length < NEXT_ROWS && line.texts.some(isWeb)) next.push(line.row);
  }
  const placed = found.filter(({ code, line }) => line.texts.includes(code.destinationUrl));
  return { found, placed, next };
}

/** The rows with a code. Where the URL of one was edited, it is in the column in which others have theirs. */
function codedOf(found: Placed[], placed: Placed[]): Coded[] {
  const [first] = placed;
  if (!first) return [];
  const usual = first.line.texts.indexOf(first.code.destinationUrl);
  return found.map(({ code: { id, name, destinationUrl }, line: { row, texts } }) => {
    const edited = !texts.includes(destinationUrl);
    const at = edited ? usual : texts.indexOf(destinationUrl);
    const label = texts.includes(SESSION) ? SESSION : name;
    return { name: label, id, row, column: at + 1, url: texts[at] ?? '', edited };
  });
}

/** Follows one run of the playground: it remembers where each code pointed first, and what was done before. */
export function tourOf(): (document: DocumentView, service: State, midway: Midway) => TourView {
  const firstDestinations = new Map<string, string>();
  const seen = new Set<StepName>();
  return (document, service, midway) => {
    const { found, placed, next } = placesOf(linesOf(document), service);
    const codes = Object.values(service.codes);
    for (const { id, destinationUrl } of codes)
      if (!firstDestinations.has(id)) firstDestinations.set(id, destinationUrl);
    const isWhole = !midway.working && codes.length > 0 && placed.length === codes.length;
    const happened: Record<StepName, boolean> = {
      create: placed.length > 0,
      sort: midway.sorted && isWhole,
      kill: midway.cut && isWhole,
      change: placed.some(({ code }) => firstDestinations.get(code.id) !== code.destinationUrl),
      scan: placed.some(({ code, line }) => code.visits > 0 && line.scans > 0),
    };
    for (const step of STEPS) if (happened[step]) seen.add(step);
    const rows = codedOf(found, placed);
    const example = rows.find(({ name }) => name === SESSION) ?? rows[0] ?? null;
    const coded = rows.filter(({ edited }) => !edited).slice(0, NEXT_ROWS);
    return { done: [...seen], next, coded, example, midway };
  };
}
