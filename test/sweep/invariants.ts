// What must hold at the end of every run of the sweep, whatever happened in it.
import type { State } from '../../sim/qrius/state';
import { LOG_NAME, readLog } from '../../src/table/log';
import { EDITED } from '../../src/table/status';
import { isOld, ROWS } from './create-job';
import type { Ended } from './run';

const [NAME, URL, SLUG, TAGS, ID, SHORT_URL, STATUS] = [0, 1, 2, 3, 4, 5, 7] as const;
/** The row whose slug is another account's. */
const TAKEN = 'Talk 04';
const DOUBT = /^Unconfirmed .*: Qrius has a code with the slug “s04”, but doesn’t list it as yours\./;

export interface Expectation {
  /** No row's code need fit its inputs: the user tore the rows apart when the job was over. */
  unpaired?: boolean;
  /** Names of rows whose code need not fit their inputs: the user edited them when they had it. */
  edited?: readonly string[];
  /** The user tore the rows apart before the job began: the code that was there before may be anywhere. */
  oldTorn?: boolean;
  /** A code whose row the user deleted when it stood there. */
  deletedId?: string;
  /** Names of rows that may end without a code: the user cleared their mark, or deleted them. */
  mayLack?: readonly string[];
  /** Names of rows that hold something else than what the user was shown, or that joined later: they are not sent, and say so. */
  late?: readonly string[];
  /** The user copied a row, so that an ID or a row more may be there. */
  copied?: boolean;
}

/** @returns a sentence for each thing that does not hold; none is what every run must give. */
export function violations(ended: Ended, expectation: Expectation = {}): string[] {
  const faults: string[] = [];
  const rows = ended.world
    .table()
    .slice(1)
    .filter((row) => row[NAME] !== '');
  const formulas = ended.world.formulas();
  const codes = ended.qrius.codes;
  const shownIds = rows.map((row) => row[ID] ?? '').filter((id) => id !== '');
  const { told } = ended;

  if (ended.record.phase !== 'ended') faults.push(`the job has not ended but is ${ended.record.phase}`);
  faults.push(...accountFaults(ended.qrius, [...shownIds, expectation.deletedId ?? ''], told));
  if (!expectation.copied && new Set(shownIds).size < shownIds.length) faults.push('an ID is in two rows');

  ended.world.table().forEach((row, index) => {
    if (index === 0 || row[NAME] === '') {
      if (index > 0 && (row[ID] || row[STATUS]))
        faults.push(`row ${index + 1} is empty and yet has “${row[ID]}”, “${row[STATUS]}”`);
      return;
    }
    const [id = '', status = '', name = ''] = [row[ID], row[STATUS], row[NAME]];
    const where = `row ${index + 1} (${name})`;
    const may = expectation.mayLack?.includes(name) ?? false;
    // Its slug is somebody else's, and the answer that says so was lost: it may be the row's own, and stays in doubt.
    if (name === TAKEN && id === '' && DOUBT.test(status)) return;
    // What was sent for it may be in another row.
    if (expectation.unpaired && status.includes('Edited after you started')) return;
    if (/^(Queued|Creating…|Unconfirmed|In doubt)/.test(status))
      faults.push(`${where} is left as “${status}”`);
    if (status === '' && !may) faults.push(`${where} has no word`);
    if (expectation.unpaired || (expectation.oldTorn && name.startsWith('Old'))) return;
    if (name === 'Unfit') {
      if (id !== '' || !/^Not sent: .*must begin with http/.test(status))
        faults.push(`${where} ends as “${id}”, “${status}”`);
      return;
    }
    if (id === '') {
      const isLate = expectation.late?.includes(name) && status === EDITED;
      if (!may && !isLate && !/^Not created: rows were copied or moved/.test(status))
        faults.push(`${where} has no code: “${status}”`);
      return;
    }
    if (expectation.edited?.includes(name)) return;
    if (isOld(id) && expectation.oldTorn) return;
    if (!formulas[index]?.[6]?.includes(`${id}.png`))
      faults.push(`${where} shows the picture ${formulas[index]?.[6]}`);
    if (isOld(id)) {
      if (name !== id.replace('qr_old_', 'Old ')) faults.push(`${where} shows the code ${id}`);
      return;
    }
    const code = codes[id];
    if (!code) faults.push(`${where} shows ${id}, which Qrius does not have`);
    else if (code.name !== name || code.destinationUrl !== row[URL]) {
      const says = status.includes(code.name) && status.includes(code.destinationUrl);
      if (!says)
        faults.push(`${where} shows the code of ${code.name}, ${code.destinationUrl}, and says “${status}”`);
    } else if (
      row[SHORT_URL] !== `https://qrius.io/${code.slug}` ||
      !slugFits(row[SLUG] ?? '', code.slug, status)
    ) {
      faults.push(
        `${where} shows ${row[SHORT_URL]} and the slug “${row[SLUG]}” for the slug ${code.slug}, and says “${status}”`,
      );
    }
    if (row[TAGS] !== 'a, b' && name.startsWith('Talk')) faults.push(`${where} lost its tags`);
  });
  faults.push(...logFaults(ended), ...countFaults(told, expectation));
  return faults;
}

const slugFits = (cell: string, slug: string, status: string) =>
  cell === slug || status.includes(`“${slug}”`);

function accountFaults(qrius: State, shownIds: string[], told: string): string[] {
  return Object.values(qrius.codes).flatMap((code) =>
    shownIds.includes(code.id) || told.includes(code.id)
      ? []
      : [`the account holds ${code.id} (${code.name}), which no row shows and nobody was told of`],
  );
}

/** Each code has one line in the log, with what it was made from; no line is of a code that is not there. */
function logFaults({ world, qrius }: Ended): string[] {
  const sheet = world.state.document?.sheets.find(({ name }) => name === LOG_NAME);
  const grid = sheet ? world.table(LOG_NAME) : [];
  const lines = readLog(grid);
  const faults =
    sheet && (!sheet.hidden || lines.length !== grid.length - 1) ? ['the log is torn or shown'] : [];
  for (const { id, name, destinationUrl } of Object.values(qrius.codes)) {
    const own = lines.filter((line) => line.id === id);
    if (own.length !== 1) faults.push(`the log has ${own.length} lines of ${id} (${name})`);
    for (const { action, result, ...line } of own) {
      const says = `${action}, ${line.name}, ${line.after}, ${result}`;
      if (says !== `Create, ${name}, ${destinationUrl}, done`)
        faults.push(`the log says of ${id} (${name}): ${says}`);
    }
  }
  for (const { id } of lines)
    if (!qrius.codes[id]) faults.push(`the log has ${id}, which Qrius does not have`);
  return faults;
}

/** The counts that were told last add up to the rows of the sheet: a deleted row is left out, a copied one joins. */
function countFaults(told: string, { copied = false, deletedId }: Expectation): string[] {
  const pattern = /(\d+) created, (\d+) already there, (\d+) failed, (\d+) waiting, (\d+) left out/g;
  const counted = [...told.matchAll(pattern)].pop();
  // Where no slice came to its end there are none.
  if (!counted) return [];
  const sum = counted.slice(1).reduce((total, count) => total + Number(count), 0);
  const rows = ROWS.length - 1;
  // A code whose row is gone counts beside the rows that are there.
  const lost = new Set(told.match(/\(qr_\w+\)/g) ?? []).size;
  const adds =
    sum === rows ||
    (lost > 0 && sum === rows + lost) ||
    (copied && sum === rows + 1) ||
    (deletedId !== undefined && sum === rows - 1);
  return adds ? [] : [`the counts ${counted[0]} do not add up to ${rows} rows`];
}
