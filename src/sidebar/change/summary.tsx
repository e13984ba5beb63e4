// What a change will do: the headline, the numbers, what to know before, what differs, and which rows cannot be changed.
import type { ChangeKind, Choice, Preview } from '../../wire/contract';
import { jobWords } from '../job/kinds';
import { counted, moment, ownerName } from '../ui/format';
import { Notice } from '../ui/notice';
import { RowList } from '../ui/row-list';
import { Differences } from './differences';
import { didOf, factsOf, headlineOf, warningOf } from './preview-words';

interface Props {
  what: ChangeKind;
  preview: Preview;
  choices: Choice[];
  onChoose(choices: Choice[]): void;
}

export function Outlook({ what, preview, choices, onChoose }: Props) {
  const warning = warningOf(what, preview, choices);
  return (
    <>
      <section aria-label="What will happen">
        {preview.undone && <Undone undone={preview.undone} />}
        <p class="headline" role="status">
          {headlineOf(what, preview, choices)}
        </p>
        <ul class="facts">
          {factsOf(what, preview, choices).map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
        {warning && <Notice kind="hint" message={warning} />}
      </section>
      {preview.differences.length > 0 && (
        <Differences preview={preview} choices={choices} onChoose={onChoose} />
      )}
      {preview.faultCount > 0 && (
        <RowList
          title={
            what === 'undo'
              ? counted(preview.faultCount, 'code stays as it is', 'codes stay as they are')
              : `${counted(preview.faultCount, 'row')} cannot be ${jobWords({ kind: 'change', what }).done}`
          }
          rows={preview.faults}
          count={preview.faultCount}
        />
      )}
    </>
  );
}

function Undone({ undone: { who, when, actions } }: { undone: NonNullable<Preview['undone']> }) {
  return (
    <p>
      <b>{ownerName(who)}</b> {didOf(actions)} on {moment(when)}.
    </p>
  );
}
