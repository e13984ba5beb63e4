// Where a document keeps the record of its job: in two places that take turns, each of a single property where it is short.

type Properties = Record<string, string>;

const PLACES = ['qrius.job.0.0', 'qrius.job.1.0'];

const versionOf = (text: string): number => {
  try {
    return Number(JSON.parse(text).version);
  } catch {
    return -1;
  }
};

/** The text of the newest record; empty where there is none. */
export const recordText = (properties: Properties): string =>
  PLACES.flatMap((key) => properties[key] ?? []).sort((a, b) => versionOf(b) - versionOf(a))[0] ?? '';

/** Puts a text into both places, as nobody but a script or another version of the add-on does. */
export function writeRecord(properties: Properties, text: string): void {
  for (const key of PLACES) properties[key] = text;
}

/** Changes fields of both records, as a script can. */
export function changeRecords(properties: Properties, change: Record<string, unknown>): void {
  for (const key of PLACES) {
    const text = properties[key];
    if (text !== undefined) properties[key] = JSON.stringify({ ...JSON.parse(text), ...change });
  }
}
