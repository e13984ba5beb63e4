// What can be done with codes, and a change while the user puts it together. Pure.
import type { ChangeKind, Choice, Reach, SheetView, Wish } from '../../wire/contract';

/** One thing to do: a change, or bringing codes into the sheet. */
export type Deed = ChangeKind | 'bring';

export interface Draft {
  /** null while the user has not chosen yet. */
  deed: Deed | null;
  /** It was chosen from the list, where the way back leads. */
  listed: boolean;
  /** null until something was chosen from the list. */
  reach: Reach | null;
  url: string;
  action: 'add' | 'remove' | 'set';
  tags: string;
  /** What is to become of values that differ from those of Qrius. */
  choices: Choice[];
  /** The form is filled in, and its preview wanted. */
  asked: boolean;
}

export const newDraft = (deed: Deed | null, reach: Reach | null = null): Draft => ({
  ...{ deed, reach, listed: false },
  ...{ url: '', action: 'add', tags: '', choices: [], asked: false },
});

/** Who selected more than one row means these. */
export const usualReach = ({ selected }: Pick<SheetView, 'selected'>): Reach => ({
  scope: selected > 1 ? 'selection' : 'sheet',
  hidden: false,
});

/** Whether there is a form to fill in first. */
export const hasForm = (deed: Deed | null): boolean => deed === 'destination' || deed === 'tags';

/** What is asked of the server; null while the form is filled in, and for what is no change. */
export function wishOf({ deed, url, action, tags, asked }: Draft): Wish | null {
  if (deed === null || deed === 'bring' || (hasForm(deed) && !asked)) return null;
  if (deed === 'destination') return { kind: deed, url: url.trim() };
  if (deed === 'tags') return { kind: deed, action, tags };
  if (deed === 'changed') return { kind: deed, choices: [] };
  return deed === 'undo' ? { kind: deed, job: null } : { kind: deed };
}

export interface Entry {
  deed: Deed;
  label: string;
  hint: string;
}

/** All that can be done in a sheet, in groups. */
export function deeds({ columns }: Pick<SheetView, 'columns'>): Array<{ title: string; entries: Entry[] }> {
  const destination = columns.destination ?? 'Destination';
  return [
    {
      title: 'Destinations',
      entries: [
        {
          deed: 'changed',
          label: 'Update changed rows',
          hint: 'Compare the rows with Qrius, and send only what differs: destination, name and tags.',
        },
        { deed: 'destination', label: 'Set one destination', hint: 'All chosen codes lead to one URL.' },
        {
          deed: 'column',
          label: 'Send destinations',
          hint: `Each code leads to what the column “${destination}” says now.`,
        },
      ],
    },
    {
      title: 'Tags',
      entries: [
        { deed: 'tags', label: 'Change tags', hint: 'Add, remove or replace tags of all chosen codes.' },
        ...(columns.tags === null
          ? []
          : [
              {
                deed: 'tags-column' as const,
                label: 'Send tags',
                hint: `Each code gets what the column “${columns.tags}” says now.`,
              },
            ]),
      ],
    },
    {
      title: 'Codes',
      entries: [
        { deed: 'pause', label: 'Pause codes', hint: 'They lead nowhere until you activate them.' },
        { deed: 'activate', label: 'Activate codes', hint: 'Paused codes lead to their destinations again.' },
        { deed: 'delete', label: 'Delete codes', hint: 'For good. A printed code then leads nowhere.' },
        {
          deed: 'bring',
          label: 'Bring codes from Qrius',
          hint: 'Add a row for each code of your account that this sheet lacks.',
        },
      ],
    },
    {
      title: 'Last job',
      entries: [
        { deed: 'undo', label: 'Undo the last job', hint: 'First you see what would be taken back.' },
      ],
    },
  ];
}

/** What the view of a deed is called: as in the list that leads to it. */
export const titleOf = (deed: Deed, sheet: Pick<SheetView, 'columns'>): string =>
  deeds(sheet)
    .flatMap(({ entries }) => entries)
    .find((entry) => entry.deed === deed)?.label ?? 'Change codes';
