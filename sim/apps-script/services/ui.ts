// Ui: menus, dialogs that wait for their user, sidebars.

import { enumeration, enumMember, make, stateOf } from '../facade';
import type { Handles, HtmlState } from '../handles';
import { Refusal } from '../refusal';
import type { Answer, Dialog, Menu, MenuItem } from '../state';
import type { Execution, FacadeClass } from '../types';
import { handle, method, text } from './methods';

/** The next answer that the user has ready, else what a living user says; a dialog nobody answers is closed. */
function answered(x: Execution, dialog: Dialog): Answer {
  const ready = x.core.state.answers[x.user.id]?.shift();
  return ready ?? x.core.ask?.(dialog, x.user) ?? { button: 'CLOSE' };
}

/** Shows an alert or a prompt: (message), (message, buttons), (title, message, buttons) are the forms that Google has. */
function ask(x: Execution, kind: Dialog['kind'], args: unknown[]): Answer {
  const last = args.at(-1);
  const buttons = typeof last === 'object' ? String(last) : 'OK';
  const texts = typeof last === 'object' ? args.slice(0, -1) : args;
  if (texts.length < 1 || texts.length > 2)
    throw new Refusal(`The parameters don't match the method signature for Ui.${kind}.`);
  const message = text(texts.at(-1), 'prompt');
  const title = texts.length === 2 ? text(texts[0], 'title') : '';
  const dialog = { kind, title, message, buttons };
  const at = x.core.now();
  const answer = answered(x, dialog);
  x.core.state.shown.push({ ...dialog, userId: x.user.id, at, answer });
  return answer;
}

function showSidebar(x: Execution, output: unknown): void {
  const { content: html, title } = stateOf(output) as HtmlState;
  x.core.state.shown.push({ kind: 'sidebar', userId: x.user.id, at: x.core.now(), title, html });
}

function showDialog(x: Execution, modal: boolean, output: unknown, title: unknown): void {
  const { content: html, width, height } = stateOf(output) as HtmlState;
  x.core.state.shown.push({
    kind: 'dialog',
    userId: x.user.id,
    at: x.core.now(),
    html,
    title: text(title, 'title'),
    modal,
    width,
    height,
  });
}

const newMenu = handle<null>(
  (x, _, caption) => make(x, 'Menu', { title: text(caption, 'caption'), items: [], ordinary: true }),
  'menu',
);

export const uiClass: FacadeClass<null> = {
  name: 'Ui',
  permission: 'ui',
  fields: {
    Button: enumeration('Button', ['CLOSE', 'OK', 'CANCEL', 'YES', 'NO']),
    ButtonSet: enumeration('ButtonSet', ['OK', 'OK_CANCEL', 'YES_NO', 'YES_NO_CANCEL']),
  },
  methods: {
    createMenu: newMenu,
    // The add-on's menu stands under "Extensions" with the add-on's name, which the manifest does not know.
    createAddonMenu: handle((x) => make(x, 'Menu', { title: 'Add-on', items: [] }), 'menu'),
    alert: method('ui', (x, _, ...args) => enumMember(x, 'Button', ask(x, 'alert', args).button)),
    prompt: method('ui', (x, _, ...args) => {
      const { button, text: typed = '' } = ask(x, 'prompt', args);
      return make(x, 'PromptResponse', { button, text: typed });
    }),
    showSidebar: method('ui', (x, _, output) => showSidebar(x, output)),
    showModalDialog: method('ui', (x, _, output, title) => showDialog(x, true, output, title)),
    showModelessDialog: method('ui', (x, _, output, title) => showDialog(x, false, output, title)),
  },
};

export const promptResponseClass: FacadeClass<{ button: string; text: string }> = {
  name: 'PromptResponse',
  permission: 'ui',
  methods: {
    getSelectedButton: handle((x, { button }) => enumMember(x, 'Button', button)),
    getResponseText: handle((_, self) => self.text),
  },
};

/** Adds an item and gives the menu back, for chaining. */
function adding(item: (...args: unknown[]) => MenuItem) {
  return handle<Handles['Menu']>((x, menu, ...args) => {
    menu.items.push(item(...args));
    return make(x, 'Menu', menu);
  });
}

export const menuClass: FacadeClass<Handles['Menu']> = {
  name: 'Menu',
  permission: 'menu',
  methods: {
    addItem: adding((label, name) => ({
      label: text(label, 'caption'),
      functionName: text(name, 'functionName'),
    })),
    addSeparator: adding(() => ({ separator: true })),
    addSubMenu: adding((menu) => {
      const { title, items } = stateOf(menu) as Menu;
      return { label: title, items };
    }),
    // In a published add-on a menu of createMenu shows "Help" and nothing else (docs/facts/apps-script.md#add-on-menus).
    addToUi: handle((x, { title, items, ordinary }) => {
      const helpOnly = x.core.published && ordinary === true;
      const menu: Menu = { title, items: helpOnly ? [{ label: 'Help', items: [] }] : items };
      const menus = x.core.state.menus[x.user.id] ?? [];
      x.core.state.menus[x.user.id] = [...menus.filter((other) => other.title !== title), menu];
    }),
  },
};
