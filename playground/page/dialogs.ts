// What an execution puts before its user: alerts and prompts that wait for an answer, pages as dialogs, and toasts.
import type { Answer, Dialog, DialogLook } from '../../sim/apps-script/state';
import { byId, make } from './dom';
import { ask } from './door';
import { openFrame } from './frame';

/** The buttons of each ButtonSet, the one that Enter presses first. */
const BUTTONS: Record<string, Array<Answer['button']>> = {
  OK: ['OK'],
  OK_CANCEL: ['OK', 'CANCEL'],
  YES_NO: ['YES', 'NO'],
  YES_NO_CANCEL: ['YES', 'NO', 'CANCEL'],
};

const LABELS: Record<string, string> = { OK: 'OK', CANCEL: 'Cancel', YES: 'Yes', NO: 'No' };

/** Size of a dialog that asks for none, in pixels. */
const DIALOG = { width: 600, height: 400 };

const open = new Map<number, HTMLDialogElement>();

/** Puts a question before the user. The cross and Escape answer with CLOSE. */
export function showQuestion(number: number, { kind, title, message, buttons }: Dialog): void {
  const input = kind === 'prompt' ? make('input', { type: 'text', aria: { label: message } }) : null;
  const answer = (button: Answer['button']) =>
    void ask('/answer', { dialog: number, button, ...(input && { text: input.value }) });
  const row = make('div', { className: 'buttons' });
  (BUTTONS[buttons] ?? ['OK']).forEach((button, index) => {
    const type = index === 0 ? 'submit' : 'button';
    row.append(
      make(
        'button',
        { type, onclick: () => answer(button), className: index === 0 ? 'answer primary' : 'answer' },
        LABELS[button] ?? button,
      ),
    );
  });
  const form = make('form', { onsubmit: (event) => event.preventDefault() });
  const cross = make(
    'button',
    { type: 'button', className: 'cross', onclick: () => answer('CLOSE'), aria: { label: 'Close' } },
    '×',
  );
  form.append(make('header', { className: 'bar' }, make('h2', {}, title), cross), make('p', {}, message));
  if (input) form.append(input);
  form.append(row);
  const dialog = make('dialog', { className: 'question', aria: { label: title || message } }, form);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    answer('CLOSE');
  });
  open.set(number, dialog);
  document.body.append(dialog);
  dialog.showModal();
  (input ?? row.querySelector('button'))?.focus();
}

/** Takes a question away that was answered, here or in another window. */
export function dropQuestion(number: number): void {
  open.get(number)?.remove();
  open.delete(number);
}

/** The add-on's page in a dialog, one at a time. */
export function makePageDialog(user: string, focusSheet: () => void) {
  let close = () => {};
  return {
    close: () => close(),
    show(title: string, page: string, { modal, width, height }: DialogLook): void {
      const dialog = make('dialog', { className: 'page', aria: { label: title } });
      const size = (asked: { width?: number; height?: number }) => {
        if (asked.width !== undefined) opened.frame.style.width = `${asked.width}px`;
        if (asked.height !== undefined) opened.frame.style.height = `${asked.height}px`;
      };
      close = () => {
        opened.remove();
        dialog.remove();
      };
      const opened = openFrame({ user, title, page, onClose: close, onFocus: focusSheet, onSize: size });
      size({ width: width ?? DIALOG.width, height: height ?? DIALOG.height });
      const cross = make('button', { className: 'cross', onclick: close, aria: { label: 'Close' } }, '×');
      dialog.append(make('header', { className: 'bar' }, make('h2', {}, title), cross), opened.frame);
      dialog.addEventListener('cancel', close);
      document.body.append(dialog);
      if (modal) dialog.showModal();
      else dialog.show();
    },
  };
}

/** Shows a toast for so many seconds; for ever where they are negative (Spreadsheet.toast). */
export function showToast(title: string, message: string, seconds: number): void {
  const cross = make(
    'button',
    { className: 'cross', onclick: () => toast.remove(), aria: { label: 'Close' } },
    '×',
  );
  const toast = make(
    'div',
    { className: 'toast' },
    make('div', {}, title ? make('strong', {}, title) : null, make('span', {}, message)),
    cross,
  );
  byId('toasts').replaceChildren(toast);
  if (seconds >= 0) setTimeout(() => toast.remove(), seconds * 1000);
}
