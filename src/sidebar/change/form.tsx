// What the codes get: one destination, or tags.
import { Choice } from '../ui/choice';
import { TextField } from '../ui/text-field';
import type { Draft } from './draft';
import { form, TAG_ACTIONS } from './words';

interface Props {
  draft: Draft;
  /** What is wrong with the input. */
  error: string | null;
  onFill(part: Partial<Draft>): void;
}

/** The ID of the input. */
export const CHANGE_INPUT = 'change';

export function ChangeForm({ draft, error, onFill }: Props) {
  if (draft.action === 'destination') {
    return (
      <TextField
        id={CHANGE_INPUT}
        label={form.url}
        hint={form.urlHint}
        error={error}
        inputMode="url"
        value={draft.url}
        onInput={(url) => onFill({ url })}
      />
    );
  }
  return (
    <>
      <Choice
        legend={form.tagLegend}
        name="action"
        value={draft.tagAction}
        onPick={(tagAction) => onFill({ tagAction })}
        options={TAG_ACTIONS}
      />
      <TextField
        id={CHANGE_INPUT}
        label={form.tags}
        hint={form.tagsHint}
        error={error}
        value={draft.tags}
        onInput={(tags) => onFill({ tags })}
      />
    </>
  );
}
