// The codes of a sheet that can be printed, as the server lists them.

/** Which rows: those selected, those that no filter hides, or all. */
export type PrintScope = 'selection' | 'visible' | 'sheet';

/** A row that has a code. */
export interface PrintableCode {
  /** Row number in the sheet, from 1. */
  row: number;
  id: string;
  name: string;
  slug: string;
  shortUrl: string;
  destination: string;
  /** Qrius's own picture, or empty. */
  imageUrl: string;
  /** What the row's cells show, in the order of `headers`. */
  cells: string[];
}

export interface PrintSource {
  /** The sheet's name. */
  sheet: string;
  headers: string[];
  codes: PrintableCode[];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const textsOf = (value: unknown): string[] | null =>
  Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : null;

function parseCode(value: unknown): PrintableCode | null {
  if (!isRecord(value)) return null;
  const { row } = value;
  const cells = textsOf(value.cells);
  const texts = textsOf([
    value.id,
    value.name,
    value.slug,
    value.shortUrl,
    value.destination,
    value.imageUrl,
  ]);
  if (typeof row !== 'number' || cells === null || texts === null) return null;
  const [id = '', name = '', slug = '', shortUrl = '', destination = '', imageUrl = ''] = texts;
  return { row, id, name, slug, shortUrl, destination, imageUrl, cells };
}

/** Reads the server's answer; null where it isn't a PrintSource. */
export function parseSource(value: unknown): PrintSource | null {
  if (!isRecord(value) || typeof value.sheet !== 'string' || !Array.isArray(value.codes)) return null;
  const headers = textsOf(value.headers);
  if (headers === null) return null;
  const codes: PrintableCode[] = [];
  for (const one of value.codes) {
    const code = parseCode(one);
    if (code === null) return null;
    codes.push(code);
  }
  return { sheet: value.sheet, headers, codes };
}

/** Reads the server's reply: the JSON text of a result. null where it isn't one. */
export function parseReply(
  reply: unknown,
): { ok: true; value: PrintSource } | { ok: false; message: string } | null {
  if (typeof reply !== 'string') return null;
  let result: unknown;
  try {
    result = JSON.parse(reply);
  } catch {
    return null;
  }
  if (!isRecord(result)) return null;
  if (result.ok !== true) {
    const { failure } = result;
    return isRecord(failure) && typeof failure.message === 'string'
      ? { ok: false, message: failure.message }
      : null;
  }
  const value = parseSource(result.value);
  return value && { ok: true, value };
}
