// What a change will do: headline, facts, warning, differences, and the rows that get no change.
import type { ChangeKind, Choice, Preview } from '../../shared/contract/change';
import { Notice } from '../ui/notice';
import { RowList } from '../ui/row-list';
import { COLUMNS, words as shared } from '../ui/words';
import { cutPair } from './cut-pair';
import { Differences } from './differences';
import { factsOf, headlineOf, warningOf } from './preview';
import { PREVIEW, words } from './preview-words';

interface Props {
  what: ChangeKind;
  preview: Preview;
  choices: Choice[];
  onChoose(choices: Choice[]): void;
}

/** Each value that will change; those of a comparison are shown as differences. */
function Changes({ preview: { changes, changeCount } }: { preview: Preview }) {
  if (changeCount === 0) return null;
  const rows = changes.map(({ row, name, before, after }) => ({
    row,
    name,
    sentence: before === after ? '' : words.change(...cutPair(before, after)),
  }));
  return <RowList title={words.changes(changeCount)} rows={rows} count={changeCount} values />;
}

export function Summary({ what, preview, choices, onChoose }: Props) {
  const warning = warningOf(what, preview, choices);
  const { undone, differences, faults, faultCount, elsewhere, copied, uncompared } = preview;
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
        {uncompared.length > 0 && (
          <Notice kind="hint" message={words.uncompared(uncompared.map((field) => COLUMNS[field]))} />
        )}
        {elsewhere.length > 0 && <Notice kind="hint" message={words.elsewhere(elsewhere)} />}
        {copied > 0 && <Notice kind="hint" message={words.copied(copied)} />}
        {warning && <Notice kind={preview.deletes > 0 ? 'warning' : 'hint'} message={warning} />}
      </section>
      {differences.length > 0 && <Differences preview={preview} choices={choices} onChoose={onChoose} />}
      {what !== 'changed' && <Changes preview={preview} />}
      {faultCount > 0 && (
        <RowList title={PREVIEW[what].faults(faultCount)} rows={faults} count={faultCount} />
      )}
    </>
  );
}
