// Where a job comes to rest before its end, or is left lying: cut off, waiting, or kept from its work by key, sheet, Qrius or Google.
import { addAccount } from '../../sim/qrius/state';
import { get } from '../../sim/sidebar';
import { connect, type Trial } from '../../sim/trial';
import { SHEET, SHEETS_FAILED } from '../support/desk';

export type Harm = (made: Trial) => void;
const kill =
  (name: string, nth: number, pendingWrites: 'lost' | 'applied'): Harm =>
  ({ world }) =>
    void world.faults.push({ at: { name, nth }, when: 'after', do: { kind: 'kill', pendingWrites } });
const failing =
  (status: number): Harm =>
  ({ qrius }) => {
    for (let nth = 1; nth <= 40; nth += 1) qrius.faults.push({ at: { nth }, do: { kind: 'status', status } });
  };
const quota: Harm = ({ world }) => {
  for (let times = 0; times < 20; times += 1)
    world.faults.push({
      at: { name: 'UrlFetchApp.fetchAll', nth: 1 },
      when: 'before',
      do: { kind: 'throw', message: 'Service invoked too many times for one day: urlfetch.' },
    });
};
export const otherKey: Harm = ({ world, qrius }) => connect(world, qrius, addAccount(qrius, 'BUSINESS').key);

export interface Place {
  title: string;
  /** Before the click. */
  before?: Harm;
  /** After the first slice; then the next one runs. */
  after?: Harm;
  /** What the user puts right before a new job; the old one can be stopped without. */
  repair?: Harm;
}

/** How a job comes to rest before its end, or is left lying. */
export const PLACES: Place[] = [
  { title: 'cut off while it began', before: kill('Properties.setProperties', 1, 'applied') },
  { title: 'cut off at its first write', before: kill('Range.setValues', 1, 'lost') },
  { title: 'cut off after its first write', before: kill('SpreadsheetApp.flush', 1, 'applied') },
  { title: 'cut off with requests in flight', after: kill('UrlFetchApp.fetchAll', 1, 'applied') },
  { title: 'cut off while it was to write', after: kill('Range.setValues', 1, 'lost') },
  { title: 'waiting' },
  {
    title: 'without a key',
    after: ({ world }) => void get(world, 'forgetKey', null),
    repair: ({ world, qrius }) => connect(world, qrius),
  },
  {
    title: 'under the key of another account',
    after: otherKey,
    repair: ({ world, qrius }) => connect(world, qrius),
  },
  {
    title: 'with a key that is refused',
    after: ({ qrius }) => {
      for (const key of qrius.keys) key.revoked = true;
    },
    repair: ({ qrius }) => {
      for (const key of qrius.keys) key.revoked = false;
    },
  },
  {
    title: 'with a header renamed',
    after: ({ world }) => world.user.setCell(SHEET, 'D1', 'Something else'),
    repair: ({ world }) => world.user.setCell(SHEET, 'D1', 'QR ID'),
  },
  {
    title: 'with a header doubled',
    after: ({ world }) => world.user.setCell(SHEET, 'O1', 'Status'),
    repair: ({ world }) => world.user.setCell(SHEET, 'O1', ''),
  },
  {
    title: 'with a formula in Status',
    after: ({ world }) => world.user.setCell(SHEET, 'G9', '=A9'),
    repair: ({ world }) => world.user.setCell(SHEET, 'G9', ''),
  },
  {
    title: 'in a sheet that is protected',
    after: ({ world }) => {
      for (const sheet of world.state.document?.sheets ?? [])
        sheet.protections = [{ area: { row: 1, column: 1, rows: 40, columns: 26 }, editors: ['colleague'] }];
      if (world.state.document) world.state.document.ownerId = 'colleague';
    },
    repair: ({ world }) => {
      for (const sheet of world.state.document?.sheets ?? []) sheet.protections = [];
    },
  },
  {
    title: 'in a sheet that was deleted',
    after: ({ world }) => {
      world.user.edit({ kind: 'insertSheet', name: 'Other' });
      world.user.deleteSheet(SHEET);
    },
  },
  { title: 'while Qrius fails', after: failing(500), repair: ({ qrius }) => void qrius.faults.splice(0) },
  { title: 'while Qrius refuses', after: failing(403), repair: ({ qrius }) => void qrius.faults.splice(0) },
  { title: 'with the quota used up', after: quota, repair: ({ world }) => void world.faults.splice(0) },
  {
    title: 'after Sheets failed',
    after: ({ world }) =>
      void world.faults.push({
        at: { name: 'Range.getDisplayValues', nth: 1 },
        when: 'before',
        do: { kind: 'throw', message: SHEETS_FAILED },
      }),
  },
];
