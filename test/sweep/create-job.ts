// The job of the sweep that creates codes: its sheet, and the click.

import { addAccount } from '../../sim/qrius/state';
import { callOf, create } from '../../sim/sidebar';
import { builtCode, type Trial, trial } from '../../sim/trial';
import { COLLEAGUE, colleague, SHEET } from '../support/desk';
import type { SweepJob } from './run';

/** Windows of ten requests, and so batches of five: a dozen rows take several chunks, and a wait between them. */
const QRIUS = { plan: 'BUSINESS' as const, requestsPerMinute: 10, rateHeaders: true };
/** IDs of rows that had their code before. */
export const isOld = (id: string): boolean => id.startsWith('qr_old');

const HEADERS = ['Name', 'URL', 'Slug', 'Tags', 'QR ID', 'Short URL', 'QR code image', 'Status'];
const talk = (n: number): string[] => {
  const number = String(n).padStart(2, '0');
  return [
    `Talk ${number}`,
    `https://example.com/${number}`,
    n <= 6 ? `s${number}` : '',
    'a, b',
    '',
    '',
    '',
    '',
  ];
};
const old = (n: number): string[] => {
  const image = `=IMAGE("https://api.qrius.io/images/qr_old_${n}.png")`;
  return [
    `Old ${n}`,
    `https://example.com/old-${n}`,
    `old-${n}`,
    '',
    `qr_old_${n}`,
    `https://qrius.io/old-${n}`,
    image,
    'Created',
  ];
};

/** Rows of every kind, the new ones scattered among old ones: with and without a slug, one slug taken, one unfit, two alike but for their slug. */
export const ROWS: string[][] = [
  HEADERS,
  ...[1, 2, 3].map(talk),
  old(1),
  ...[4, 5].map(talk),
  old(2),
  ...[6, 7].map(talk),
  old(3),
  ...[8, 9, 10].map(talk),
  ['Twin', 'https://example.com/twin', 'twin-a', '', '', '', '', ''],
  old(4),
  ['Twin', 'https://example.com/twin', 'twin-b', '', '', '', '', ''],
  ['Unfit', 'ftp://example.com/unfit', '', '', '', '', '', ''],
];

/** What the sidebar proposes for the whole sheet. */
const START = { scope: 'sheet', conflict: 'suffix', images: true, most: null } as const;

/** @param code another bundle than the built one. */
export function createJob(code: string = builtCode()): SweepJob {
  return {
    ready: begin(code),
    call: callOf('createCodes', START),
    continueJob: (hand, wait) => create(hand, 'sheet', {}, wait),
  };
}

/** A fresh sheet, a user and a colleague, each with a key of an account of their own. */
function begin(code: string): Trial {
  const users = ['owner', COLLEAGUE].map((id) => ({ id, email: `${id}@example.com` }));
  const document = { sheets: [{ name: SHEET, rows: ROWS, maxRows: 40, maxColumns: 10 }] };
  const made = trial(ROWS, { ...QRIUS, takenSlugs: ['s04'] }, { code, document, users });
  colleague(made, addAccount(made.qrius, 'BUSINESS').key);
  return made;
}
