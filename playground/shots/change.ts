// Pictures of changing codes.
import type { FrameLocator } from 'playwright-core';
import { begin, beginWithCodes, document, edit, press, type Shot } from './shot';

/** Creates the codes of the small document, and opens what can be done with them. */
async function beginChange(sidebar: FrameLocator, deed: RegExp): Promise<void> {
  await beginWithCodes(sidebar);
  await press(sidebar, 'Change codes');
  await press(sidebar, deed);
}

/** Pauses the codes that the preview shows: with so many, it is confirmed. */
async function pause(sidebar: FrameLocator): Promise<void> {
  await press(sidebar, /^Pause \d+ codes/);
  await sidebar.getByRole('heading', { name: /^Pause \d+ codes\?/ }).waitFor();
  await press(sidebar, /^Pause \d+ codes/);
  await sidebar.getByText('Total rows').waitFor();
}

export const changeShots: Shot[] = [
  {
    name: 'changes',
    options: { document },
    act: async (sidebar) => {
      await beginChange(sidebar, /^Import codes/);
      await press(sidebar, 'Back');
      await sidebar.getByRole('heading', { level: 1, name: 'Change codes' }).waitFor();
    },
  },
  {
    name: 'change',
    options: { document },
    act: async (sidebar) => {
      await beginChange(sidebar, /^Point codes to one URL/);
      await sidebar.getByLabel('New destination').fill('https://example.com/cancelled');
      await press(sidebar, 'Preview');
      await sidebar.getByText('codes will open this URL').waitFor();
    },
  },
  {
    name: 'differences',
    options: { document },
    act: async (sidebar, playground) => {
      await begin(sidebar);
      await sidebar.getByText('Total rows').waitFor();
      const [, second, third] = Object.values(playground.service.codes);
      for (const code of [second, third]) if (code) code.name = `${code.name} (moved)`;
      await edit(playground, {
        kind: 'setCell',
        cell: 'D2',
        text: 'https://example.com/sessions/overflow-b',
      });
      await press(sidebar, 'Done');
      await press(sidebar, 'Change codes');
      await press(sidebar, /^Update changed rows/);
      await sidebar.getByRole('radio', { name: 'Use from Qrius' }).first().check();
    },
  },
  {
    name: 'delete',
    options: { document },
    act: async (sidebar) => {
      await beginChange(sidebar, /^Delete codes/);
      await press(sidebar, /^Delete \d+ codes/);
      await sidebar.getByLabel('to confirm').waitFor();
    },
  },
  {
    name: 'undo',
    options: { document },
    act: async (sidebar) => {
      await beginChange(sidebar, /^Pause codes/);
      await pause(sidebar);
      await press(sidebar, 'Undo this job');
      await sidebar.getByText('will be restored').waitFor();
    },
  },
  {
    name: 'history',
    options: { document },
    act: async (sidebar) => {
      await beginChange(sidebar, /^Change tags/);
      await sidebar.getByLabel('Tags', { exact: true }).fill('printed');
      await press(sidebar, 'Preview');
      await press(sidebar, /^Change tags of \d+ codes/);
      await sidebar.getByText('Total rows').waitFor();
      await press(sidebar, 'Done');
      await press(sidebar, 'Change codes');
      await press(sidebar, /^Pause codes/);
      await pause(sidebar);
      await press(sidebar, 'Done');
      await press(sidebar, 'Change codes');
      await press(sidebar, /^Job history/);
      await sidebar.getByRole('button', { name: 'Undo this job' }).first().waitFor();
    },
  },
  {
    name: 'bring',
    options: { document },
    act: async (sidebar, playground) => {
      await beginWithCodes(sidebar);
      for (const row of [3, 3, 3]) await edit(playground, { kind: 'deleteRow', row });
      await press(sidebar, 'Change codes');
      await press(sidebar, /^Import codes/);
      await sidebar.getByText('are not in this sheet').waitFor();
    },
  },
];
