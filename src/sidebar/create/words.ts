// Sentences of creating codes: the check, and what its job says.
import type { Check, ConflictPolicy } from '../../shared/contract/create';
import type { JobWords } from '../job/job-words';
import { counted, duration, number } from '../ui/format';

/** The user's plan by its name, where it is known. */
const planName = (plan: string | null): string => (plan === null ? 'Your plan' : `Your ${plan} plan`);

export const words = {
  title: 'Check before creating',
  checking: 'Checking rows…',
  checkAgain: 'Check again',
  createUnknown: 'Create codes',
  create: (codes: number) => `Create ${counted(codes, 'code')}`,
  createFirst: (codes: number) => `Create the first ${codes === 1 ? 'code' : counted(codes, 'code')}`,
  createAnyway: (codes: number) => `Create ${counted(codes, 'code')} anyway`,

  willCreate: (codes: number, mayBeLess: boolean) =>
    `${mayBeLess ? 'Up to ' : ''}${counted(codes, 'code')} will be created`,
  willCreateFirst: (codes: number, all: number) =>
    `${number(codes)} of ${counted(all, 'code')} will be created`,
  noRoom: (codes: number) => `No room for ${counted(codes, 'code')}`,
  nothing: 'Nothing to create.',
  onlyWeb: 'A code opens a web address (https://…), nothing else',
  time: (ms: number, plan: string | null) =>
    `About ${duration(ms)}${plan === null ? '' : ` on the ${plan} plan`}`,
  room: (codes: number) => `Your plan has room for ${counted(codes, 'more code')}`,
  already: (rows: number) => `${counted(rows, 'row already has', 'rows already have')} a QR ID`,
  hidden: (rows: number) => `${counted(rows, 'hidden row is', 'hidden rows are')} skipped`,
  deleted: (rows: number) =>
    `${counted(rows, 'row')} whose code was deleted ${rows === 1 ? 'is' : 'are'} skipped`,
  unconfirmed: (rows: number) =>
    `${number(rows)} of these rows may have a code already. Qrius is asked first`,
  beside: ({ users, added }: Check['beside'][number]) =>
    `The column “${added}” is added: “${users}” stays as it is`,
  exampleTitle: (row: number) => `Row ${row} will be sent as`,
  exampleUrl: 'URL',
  slugMade: 'created by the add-on',
  none: 'none',

  beyondPlan: (codes: number, room: number, plan: string | null) =>
    `${planName(plan)} has room for ${number(room)} of these ${counted(codes, 'code')}.`,
  planFull: (codes: number, plan: string | null) =>
    `${planName(plan)} is full. Upgrade it to create ${codes === 1 ? 'this code' : `these ${counted(codes, 'code')}`}.`,
  firstOrUpgrade: (room: number) => `Create the first ${room === 1 ? 'one' : number(room)}, or upgrade.`,
  ifRaised: 'If Qrius has raised your limit, you can create them all.',

  repeated: (rows: number) => `${counted(rows, 'row')} open the same page as another row`,
  skipped: (rows: number) => `${counted(rows, 'row is', 'rows are')} skipped`,
  withDeleted: 'Create codes again where they were deleted',
  withOdd: 'Create odd links and slugs as they are',
  withOddHint: 'Only if you’re sure that each is right.',
  fixLegend: {
    destination: (links: number) => `${counted(links, 'link')} can be fixed`,
    slug: (slugs: number) => `${counted(slugs, 'slug')} can be fixed`,
  },
  fix: {
    destination: (links: number) => `Fix ${counted(links, 'link')} in the sheet`,
    slug: (slugs: number) => `Fix ${counted(slugs, 'slug')} in the sheet`,
  },
  fixed: (cells: number) => `${counted(cells, 'cell')} fixed.`,
  undoFix: 'Undo',

  tagsLegend: (header: string) => `Use “${header}” as tags?`,
  tagsToBe: (tags: string) => `The codes would get tags like ${tags}.`,
  useTags: 'Use as tags',
  noTags: 'Don’t use',

  conflictLegend: 'If a slug is taken',
  images: 'Insert QR images',
};

export const CONFLICTS: ReadonlyArray<{ value: ConflictPolicy; label: string; hint: string }> = [
  { value: 'suffix', label: 'Add a random suffix', hint: 'For example, summer-sale-x7k2.' },
  { value: 'mine', label: 'Reuse my existing code', hint: 'If it points to the same page.' },
  { value: 'stop', label: 'Skip the row', hint: 'No code is created for it, and its Status says why.' },
];

export const jobWords: JobWords = {
  running: 'Creating codes',
  starting: 'Preparing rows…',
  firstRows: (rows) => `Sending the first of ${counted(rows, 'row')}…`,
  one: 'code',
  many: 'codes',
  done: 'created',
  already: 'Had a code',
  kept: 'Finished codes are safe in the sheet.',
  nothingSent: 'Nothing was created.',
};
