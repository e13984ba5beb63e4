// The options of `npm run deploy`.

export interface DeployOptions {
  /** Replaces the files of a script that holds others than ours. */
  replace: boolean;
  /** The ID of an existing sheet that gets a script of its own; null for none. */
  sheet: string | null;
}

const SHEET = /^https:\/\/docs\.google\.com\/spreadsheets\/(?:u\/\d+\/)?d\/([\w-]{20,})(?:[/?#]|$)/;

/** Throws a sentence for what it does not know. */
export function readOptions(args: readonly string[]): DeployOptions {
  const options: DeployOptions = { replace: false, sheet: null };
  for (let at = 0; at < args.length; at += 1) {
    const [name = '', inline] = (args[at] ?? '').split(/=(.*)/s);
    if (name === '--replace') options.replace = true;
    else if (name === '--sheet') {
      options.sheet = sheetId(inline ?? args[at + 1] ?? '');
      if (inline === undefined) at += 1;
    } else throw new Error(`${name} is no option. There are --replace and --sheet URL.`);
  }
  return options;
}

function sheetId(url: string): string {
  const id = SHEET.exec(url)?.[1];
  if (id) return id;
  throw new Error(
    `--sheet needs the address of a Google sheet, as https://docs.google.com/spreadsheets/d/…/edit, not "${url}".`,
  );
}
