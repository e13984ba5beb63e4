// What a change will do: headline, facts, warning, differences, and the rows that get no change.
import type { ChangeKind, Choice, Preview } from '../../shared/contract';
import { Notice } from '../ui/notice';
import { RowList } from '../ui/row-list';
import { words as shared } from '../ui/words';
import { Differences } from './differences';
import { factsOf, headlineOf, warningOf } from './preview';
import { PREVIEW, words } from './preview-words';

/** Changes of which the headline does not say all. */
const SHOWN: readonly ChangeKind[] = ['destination', 'column', 'tags', 'tags-column', 'undo'];

interface Props {
  what: ChangeKind;
  preview: Preview;
  choices: Choice[];
  onChoose(choices: Choice[]): void;
}

export function Summary({ what, preview, choices, onChoose }: Props) {
  const warning = warningOf(what, preview, choices);
  const { undone, differences, faults, faultCount, copied, changes, codes } = preview;
  return (
    <>
      <section aria-label={shared.aboutToHappen}>
        {undone && (
          <p>
            <b>{shared.owner(undone.who)}</b>
            {words.undone(undone.actions, undone.when)}
          </p>
        )}
        <p class="headline" role="status">
          {headlineOf(what, preview, choices)}
        </p>
        <ul class="facts">
          {factsOf(what, preview, choices).map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
        {copied > 0 && <Notice kind="hint" message={words.copied(copied)} />}
        {warning && <Notice kind="hint" message={warning} />}
      </section>
      {differences.length > 0 && <Differences preview={preview} choices={choices} onChoose={onChoose} />}
      {SHOWN.includes(what) && changes.length > 0 && (
        <RowList title={words.changes} rows={changes} count={codes} />
      )}
      {faultCount > 0 && (
        <RowList title={PREVIEW[what].faults(faultCount)} rows={faults} count={faultCount} />
      )}
    </>
  );
}
