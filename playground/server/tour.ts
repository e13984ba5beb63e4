// How far the tour is: a step is done when sheet and service show that it happened.
import type { Code, State } from '../../sim/qrius/state';
import { shortUrlOf } from '../../sim/qrius/views';
import { ROLES } from '../../src/table/roles';
import {
  type CellView,
  type DocumentView,
  type Midway,
  STEPS,
  type StepName,
  type TourView,
} from './messages';

const textOf = (cell: string | CellView) => (typeof cell === 'string' ? cell : cell.text);
const SCANS: readonly string[] = [ROLES.scans.header, ROLES.scans.ownHeader];

/** The session that the guide moves to another room. */
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

/** The codes that are beside the address that they open, and the rows that have no code. */
function placesOf(lines: Line[], service: State): { placed: Placed[]; next: number[] } {
  const codes = new Map(Object.values(service.codes).map((code) => [shortUrlOf(service, code), code]));
  const placed: Placed[] = [];
  const next: number[] = [];
  for (const line of lines) {
    const url = line.texts.find((text) => codes.has(text));
    const code = codes.get(url ?? '');
    if (code && line.texts.includes(code.destinationUrl)) placed.push({ code, line });
    if (!code && next.length < NEXT_ROWS && line.texts.some(isWeb)) next.push(line.row);
  }
  return { placed, next };
}

function exampleOf(placed: Placed[]): TourView['example'] {
  const found = placed.find(({ line }) => line.texts.includes(SESSION)) ?? placed[0];
  if (!found) return null;
  const { code, line } = found;
  const { id, destinationUrl: url } = code;
  const name = line.texts.includes(SESSION) ? SESSION : code.name;
  return { name, id, row: line.row, column: line.texts.indexOf(url) + 1, url };
}

/** Follows one run of the playground: it remembers where each code pointed first, and what was done before. */
export function tourOf(): (document: DocumentView, service: State, midway: Midway) => TourView {
  const firstDestinations = new Map<string, string>();
  const seen = new Set<StepName>();
  return (document, service, midway) => {
    const { placed, next } = placesOf(linesOf(document), service);
    const codes = Object.values(service.codes);
    for (const { id, destinationUrl } of codes)
      if (!firstDestinations.has(id)) firstDestinations.set(id, destinationUrl);
    const isWhole = !midway.creating && codes.length > 0 && placed.length === codes.length;
    const happened: Record<StepName, boolean> = {
      create: placed.length > 0,
      sort: midway.sorted && isWhole,
      kill: midway.cut && isWhole,
      change: placed.some(({ code }) => firstDestinations.get(code.id) !== code.destinationUrl),
      scan: placed.some(({ code, line }) => code.visits > 0 && line.scans > 0),
    };
    for (const step of STEPS) if (happened[step]) seen.add(step);
    return { done: [...seen], next, example: exampleOf(placed), midway };
  };
}
