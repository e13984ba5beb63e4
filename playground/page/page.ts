// The page of the playground: wiring of the grid, the menus, the sidebar, the dialogs and the world's switches.

import { parseA1 } from '../../sim/apps-script/a1';
import type { Menu } from '../../sim/apps-script/state';
import type { News } from '../server/messages';
import { contentAt, editText } from './cells';
import { dropQuestion, makePageDialog, showQuestion, showToast } from './dialogs';
import { byId } from './dom';
import { ask, listen } from './door';
import { type Grid, makeGrid } from './grid';
import { dataItems, edit, filterItems, rowItems } from './hands';
import { type OwnItem, showMenus } from './menus';
import { makeSidebar } from './sidebar';
import { activeSheet, arrive, charts, here, nameOf, view } from './state';
import { showTabs } from './tabs';
import { makeTour } from './tour';
import { makeWorld } from './world';

/** How long a failure of a menu item stays, in seconds. */
const FAILURE_SECONDS = 10;
/** Functions of the add-on behind items of its menu. */
const OPENS_SIDEBAR = 'openQrius';
const FOR_SELECTION = { check: 'createForSelection', change: 'changeSelection' };

/** The label of the item that runs a function. */
const labelOf = (menus: Menu[], functionName: string): string | undefined =>
  menus
    .flatMap(({ items }) => items)
    .flatMap((item) => ('functionName' in item && item.functionName === functionName ? [item.label] : []))[0];

/** Rows as ranges; those that follow each other as one. */
function rangesOf(rows: readonly number[]): string[] {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (rows.length === 1) return [`A${first}`];
  return last - first + 1 === rows.length ? [`A${first}:A${last}`] : rows.map((row) => `A${row}`);
}

const entries = (items: OwnItem[]) =>
  items.map((item) => (item ? { label: item.label, action: item.act } : { separator: true as const }));

async function start(): Promise<void> {
  await arrive();
  let menus: Menu[] = [];
  const grid: Grid = await makeGrid(byId('grid'), {
    typed: async (cells) => {
      await edit(...cells.map(({ cell, text }) => ({ kind: 'setCell' as const, cell, text })));
      // The world may show something else than what was typed, or the same as before.
      showSheet();
    },
    selected: (ranges) => {
      view.ranges = ranges;
      showPlace();
      void edit({ kind: 'select', ranges });
    },
    menu: () => entries([...rowItems, null, ...dataItems, null, ...filterItems]),
  });
  const sidebar = makeSidebar(here.user, grid.focus);
  const pageDialog = makePageDialog(here.user, grid.focus);
  const world = makeWorld();
  byId('reset').onclick = () => void ask('/world/reset', {});
  const tour = makeTour({ open: (purpose, rows) => void openFor(purpose, rows) });
  const content = byId('content') as HTMLInputElement;

  function showPlace(): void {
    const sheet = activeSheet();
    const place = view.ranges.at(-1) ?? 'A1';
    const area = sheet && parseA1(place, { rows: sheet.maxRows, columns: sheet.maxColumns });
    byId('place').textContent = view.ranges.length > 1 ? `${place} +${view.ranges.length - 1}` : place;
    if (sheet && area && document.activeElement !== content)
      content.value = editText(contentAt(sheet, area.row, area.column));
  }

  function showSheet(): void {
    const sheet = activeSheet();
    if (!sheet) return;
    view.active = sheet.name;
    byId('title').textContent = view.document.name;
    byId('access').hidden = !view.document.asksForAccess;
    showTabs(view.document, view.active, chooseSheet, (name) => void edit({ kind: 'insertSheet', name }));
    grid.show(
      sheet,
      charts.all.filter((chart) => chart.sheet === sheet.name),
    );
    showPlace();
  }

  function chooseSheet(name: string): void {
    view.active = name;
    view.ranges = ['A1'];
    showSheet();
    grid.select(view.ranges);
    void edit({ kind: 'select', ranges: view.ranges });
  }

  /** Selects rows of the first sheet, and opens a view of the sidebar for them. */
  async function openFor(purpose: keyof typeof FOR_SELECTION, rows: readonly number[]): Promise<void> {
    const [sheet] = view.document.sheets;
    const label = labelOf(menus, FOR_SELECTION[purpose]);
    if (!sheet || label === undefined) return;
    view.active = sheet.name;
    view.ranges = rangesOf(rows);
    showSheet();
    grid.select(view.ranges);
    await edit({ kind: 'select', ranges: view.ranges });
    await clickMenu(label);
  }

  content.addEventListener('keydown', ({ key }) => {
    if (key !== 'Enter' && key !== 'Escape') return;
    const cell = (view.ranges.at(-1) ?? 'A1').split(':', 1)[0] ?? 'A1';
    if (key === 'Enter') void edit({ kind: 'setCell', cell, text: content.value });
    grid.focus();
    showPlace();
  });

  function hear(news: News): void {
    if (news.kind === 'document') {
      view.document = news.document;
      showSheet();
    } else if (news.kind === 'selected') {
      view.active = news.selection.sheet;
      view.ranges = news.selection.ranges;
      showSheet();
      grid.select(view.ranges);
    } else if (news.kind === 'charts') {
      charts.all = news.charts;
      showSheet();
    } else if (news.kind === 'tour') tour.show(news.tour);
    else if (news.kind === 'jumped') sidebar.wake();
    else if (news.kind === 'reset') location.reload();
    else if (news.kind === 'ask') showQuestion(news.dialog, news.question);
    else if (news.kind === 'asked') dropQuestion(news.dialog);
    else if (news.kind === 'toast') showToast(news.title, news.message, news.seconds);
    else if (news.kind === 'html') {
      // One page at a time: whether the sidebar stays beside a dialog is not documented.
      sidebar.close();
      pageDialog.close();
      if (news.dialog) pageDialog.show(news.title, news.page, news.dialog);
      else sidebar.show(news.title, news.page);
    } else {
      if (news.kind === 'executions') tour.arm(news.executions.armed);
      world.hear(news);
    }
  }

  async function clickMenu(label: string): Promise<void> {
    const outcome = await ask('/menu', { user: here.user, label });
    if (!outcome.ok) showToast('', outcome.error, FAILURE_SECONDS);
  }

  byId('allow').addEventListener('click', () => void ask('/world/images', {}));
  await listen(here.user, hear);
  const opened = await ask('/open', here);
  menus = opened.ok ? (opened.value as Menu[]) : [];
  const own = [
    { title: 'Rows', items: rowItems },
    { title: 'Data', items: dataItems },
    { title: 'Filter', items: filterItems },
  ];
  showMenus(own, menus, clickMenu);
  // As if the user had been here before, the sidebar is there at once.
  const opener = labelOf(menus, OPENS_SIDEBAR);
  if (opener !== undefined && here.authMode !== 'NONE') void clickMenu(opener);
  byId('who').textContent = nameOf(here.user);
}

void start();
