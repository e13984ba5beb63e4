// One change: the form where it has one, the rows that it is for, and what it would do. Nothing has been sent yet.
import { useEffect, useState } from 'preact/hooks';
import type { ChangeKind, Input, Preview, Reach as Reached, SheetView, Wish } from '../../wire/contract';
import type { Fault } from '../rpc/faults';
import { useAnswer } from '../rpc/use-answer';
import { Button } from '../ui/button';
import { LookAgain } from '../ui/fault-notice';
import { View } from '../ui/view';
import { Delete } from './delete';
import { type Draft, hasForm, titleOf, wishOf } from './draft';
import { WISH_INPUT, WishForm } from './form';
import { buttonOf } from './preview-words';
import { Reach } from './scope';
import { Outlook } from './summary';

interface Props {
  sheet: SheetView;
  what: ChangeKind;
  draft: Draft;
  reach: Reached;
  onDraft(part: Partial<Draft>): void;
  /** Why the change could not begin. */
  fault: Fault | null;
  /** Forgets that fault. */
  onAgain(): void;
  onStart(order: Input<'change'>): void;
  onChangeKey(): void;
  onBack(): void;
}

export function Change({
  sheet,
  what,
  draft,
  reach,
  onDraft,
  fault,
  onAgain,
  onStart,
  onChangeKey,
  onBack,
}: Props) {
  const { choices } = draft;
  const wish = wishOf(draft);
  const {
    value: preview,
    fault: unseen,
    again,
  } = useAnswer('preview', wish ? { wish, ...reach } : undefined);
  const [deleting, setDeleting] = useState(false);
  const wrong = unseen ?? fault;
  // What was typed is mended where it was typed.
  const typed = hasForm(what) && wrong?.code === 'bad-wish' ? wrong.message : null;

  const edit = (part: Partial<Draft>) => {
    if (fault) onAgain();
    onDraft(part);
  };
  const start = (seen: Preview, deletes: number | null) => {
    if (wish) onStart({ wish: finalWish(wish, draft, seen), ...reach, deletes, reached: seen.reached });
  };
  const look = () => {
    onAgain();
    onDraft({ asked: true });
    again();
  };
  useEffect(() => {
    if (typed !== null) document.getElementById(WISH_INPUT)?.focus();
  }, [typed]);

  if (deleting && preview && preview.deletes > 0) {
    return (
      <Delete
        codes={preview.deletes}
        onDelete={() => start(preview, preview.deletes)}
        onBack={() => setDeleting(false)}
      />
    );
  }
  const filling = wish === null || typed !== null;
  const waiting = !filling && preview === null;
  const label = filling ? 'Preview' : preview ? buttonOf(what, preview, choices) : 'Comparing…';
  const press = () => {
    if (filling) look();
    else if (preview && preview.deletes > 0) setDeleting(true);
    else if (preview) start(preview, null);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (label !== null) press();
      }}
    >
      <View
        title={titleOf(what, sheet)}
        bar={
          <>
            {label !== null && !(waiting && unseen) && (
              <Button kind="primary" type="submit" unavailable={waiting}>
                {label}
              </Button>
            )}
            <Button onClick={onBack}>Back</Button>
          </>
        }
      >
        {wrong && typed === null && (
          <LookAgain
            fault={wrong}
            onAgain={() => {
              onAgain();
              again();
            }}
            onChangeKey={onChangeKey}
          />
        )}
        {hasForm(what) && (
          <WishForm draft={draft} error={typed} onFill={(part) => edit({ ...part, asked: false })} />
        )}
        {what !== 'undo' && (
          <Reach sheet={sheet} reach={reach} onPick={(picked) => edit({ reach: picked })} />
        )}
        {waiting && !unseen && <p role="status">Comparing with Qrius…</p>}
        {preview && (
          <Outlook
            what={what}
            preview={preview}
            choices={choices}
            onChoose={(chosen) => onDraft({ choices: chosen })}
          />
        )}
      </View>
    </form>
  );
}

/** What is sent: with the choices that were made, and the job that was shown. */
function finalWish(wish: Wish, { choices }: Draft, { undone }: Preview): Wish {
  if (wish.kind === 'changed') return { kind: 'changed', choices };
  return wish.kind === 'undo' ? { kind: 'undo', job: undone?.job ?? null } : wish;
}
