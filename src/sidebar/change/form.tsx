// What the codes are to get: one destination, or tags.

import { Choice } from '../ui/choice';
import { described, Field } from '../ui/field';
import type { Draft } from './draft';

interface Props {
  draft: Draft;
  /** What is wrong with what was typed. */
  error: string | null;
  onFill(part: Partial<Draft>): void;
}

export const WISH_INPUT = 'wish';

export function WishForm({ draft, error, onFill }: Props) {
  return draft.deed === 'destination' ? (
    <Field
      id={WISH_INPUT}
      label="New destination"
      error={error}
      hint="The page that all chosen codes lead to, with https:// at its beginning."
    >
      <input
        id={WISH_INPUT}
        type="text"
        inputMode="url"
        value={draft.url}
        autocomplete="off"
        {...described(WISH_INPUT, error)}
        onInput={({ currentTarget }) => onFill({ url: currentTarget.value })}
      />
    </Field>
  ) : (
    <>
      <Choice
        legend="What to do"
        name="action"
        value={draft.action}
        onPick={(action) => onFill({ action })}
        options={[
          { value: 'add', label: 'Add tags', hint: 'The tags that a code has stay.' },
          { value: 'remove', label: 'Remove tags', hint: 'Others stay.' },
          { value: 'set', label: 'Replace all tags', hint: 'Leave the field empty to take all tags away.' },
        ]}
      />
      <Field id={WISH_INPUT} label="Tags" error={error} hint="Put a comma between tags.">
        <input
          id={WISH_INPUT}
          type="text"
          value={draft.tags}
          autocomplete="off"
          {...described(WISH_INPUT, error)}
          onInput={({ currentTarget }) => onFill({ tags: currentTarget.value })}
        />
      </Field>
    </>
  );
}
