// Values that differ between the sheet and Qrius: those that need a choice, and those that will be sent.
import type { Choice, DifferenceView, Preview } from '../../shared/contract/change';
import { Button } from '../ui/button';
import { ShowMore, useShown } from '../ui/show-more';
import { askedOf, choose, type Keep } from './choices';
import { Difference } from './difference';
import { differences as words } from './words';

interface Props {
  preview: Preview;
  choices: Choice[];
  onChoose(choices: Choice[]): void;
}

export function Differences({ preview, choices, onChoose }: Props) {
  const { differences, differenceCount } = preview;
  const sent = differences.filter(({ side }) => side === 'here');
  return (
    <>
      <Undecided asked={askedOf(preview)} choices={choices} onChoose={onChoose} />
      {sent.length > 0 && (
        <section>
          <h2>{words.sent}</h2>
          <p>{words.sentIntro(sent.length)}</p>
          <List differences={sent} choices={choices} onChoose={null} />
        </section>
      )}
      {differences.length < differenceCount && (
        <p class="quiet">{words.firstOf(differences.length, differenceCount)}</p>
      )}
    </>
  );
}

interface UndecidedProps extends Pick<Props, 'choices' | 'onChoose'> {
  asked: DifferenceView[];
}

function Undecided({ asked, choices, onChoose }: UndecidedProps) {
  if (asked.length === 0) return null;
  const all = (keep: Keep | null) => onChoose(choose(choices, asked, keep));
  return (
    <section>
      <h2>{words.undecided}</h2>
      <p>{words.undecidedIntro(asked.length)}</p>
      {asked.length > 1 && (
        <div class="actions">
          <Button onClick={() => all('mine')}>{words.keepAll}</Button>
          <Button onClick={() => all('theirs')}>{words.useAll}</Button>
          <Button kind="link" onClick={() => all(null)}>
            {words.decideLater}
          </Button>
        </div>
      )}
      <List
        differences={asked}
        choices={choices}
        onChoose={(difference, keep) => onChoose(choose(choices, [difference], keep))}
      />
    </section>
  );
}

interface ListProps {
  differences: DifferenceView[];
  choices: Choice[];
  /** null where there is nothing to choose. */
  onChoose: ((difference: DifferenceView, keep: Keep | null) => void) | null;
}

function List({ differences, choices, onChoose }: ListProps) {
  const { shown, hidden, more } = useShown(differences);
  return (
    <>
      <ul class="differences">
        {shown.map((difference) => (
          <Difference
            key={`${difference.field} ${difference.id}`}
            difference={difference}
            choices={choices}
            onChoose={onChoose && ((keep) => onChoose(difference, keep))}
          />
        ))}
      </ul>
      <ShowMore count={hidden.length} noun={words.noun} onMore={more} />
    </>
  );
}
