// What the sidebar does when a button is pressed: the check or the preview first, then the call that begins.
import type { ChangeRequest } from '../../src/shared/contract/change';
import type { JobView } from '../../src/shared/contract/job';
import type { Result } from '../../src/shared/contract/methods';
import { ask, type Hand } from '../sidebar';
import type { Button } from './scenario';

/** The answer to a click; null where the execution was cut off. */
export type Pressed = Result<JobView> | null;
/** The click itself, once check and preview are done. */
export type Click = () => Pressed;

const refused = (answer: Result<unknown> | null): Click => {
  const failed: Pressed = answer && !answer.ok ? answer : null;
  return () => failed;
};

function change(
  hand: Hand,
  request: ChangeRequest,
  { scope = 'sheet', hidden = false, deletes }: Omit<Extract<Button, { kind: 'change' }>, 'kind' | 'request'>,
): Click {
  const preview = ask(hand, 'previewChange', { request, scope, hidden });
  if (!preview?.ok) return refused(preview);
  const { targetFingerprint, undone } = preview.value;
  const asked: ChangeRequest = request.kind === 'undo' ? { kind: 'undo', job: undone?.job ?? null } : request;
  const agreed = deletes === undefined ? preview.value.deletes || null : deletes;
  return () =>
    ask(hand, 'changeCodes', { request: asked, scope, hidden, deletes: agreed, targetFingerprint });
}

/** Does what the sidebar does before the click, and gives the click. */
export function prepare(hand: Hand, button: Button): Click {
  switch (button.kind) {
    case 'create': {
      const { scope = 'sheet', conflict = 'suffix', images = true, most = null } = button;
      const check = ask(hand, 'checkRows', { scope });
      if (!check?.ok) return refused(check);
      const { fingerprint } = check.value;
      return () => ask(hand, 'createCodes', { scope, conflict, images, most }, { fingerprint });
    }
    case 'change':
      return change(hand, button.request, button);
    case 'undo':
      return change(hand, { kind: 'undo', job: null }, {});
    case 'refresh':
      return () => ask(hand, 'refreshScans', { scope: button.scope ?? 'sheet' });
    case 'import': {
      const count = ask(hand, 'countImportable', null);
      return count?.ok
        ? () => ask(hand, 'importCodes', null, { fingerprint: count.value.fingerprint })
        : refused(count);
    }
    case 'retry':
      return () => ask(hand, 'retryFailed', null);
    case 'continue':
      return () => ask(hand, 'continueJob', null);
    case 'stop':
      return () => ask(hand, 'stopJob', null);
  }
}
