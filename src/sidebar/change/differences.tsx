// Values that differ between the sheet and Qrius: what will be sent, and what the user must choose.
import type { Choice, DifferenceView, Preview } from '../../wire/contract';
import { Button } from '../ui/button';
import { counted, number } from '../ui/format';
import { ShowMore, useShown } from '../ui/show-more';
import { askedOf, choose, type Keep } from './choices';
import { Difference } from './difference';

interface Props {
  preview: Preview;
  choices: Choice[];
  onChoose(choices: Choice[]): void;
}

export function Differences({ preview, choices, onChoose }: Props) {
  const { differences, differenceCount } = preview;
  const asked = askedOf(preview);
  const sent = differences.filter(({ side }) => side === 'here');
  const all = (keep: Keep | null) => onChoose(choose(choices, asked, keep));
  const one = (difference: DifferenceView, keep: Keep | null) =>
    onChoose(choose(choices, [difference], keep));
  return (
    <>
      {asked.length > 0 && (
        <section>
          <h2>Changed in Qrius too</h2>
          <p>
            {counted(asked.length, 'value was', 'values were')} changed in Qrius meanwhile, or on both sides.
            Choose which one stays. Without a choice both are left as they are.
          </p>
          {asked.length > 1 && (
            <div class="actions">
              <Button onClick={() => all('mine')}>Keep all mine</Button>
              <Button onClick={() => all('theirs')}>Take all Qrius’s</Button>
              <Button kind="link" onClick={() => all(null)}>
                Leave all
              </Button>
            </div>
          )}
          <List differences={asked} choices={choices} onChoose={one} />
        </section>
      )}
      {sent.length > 0 && (
        <section>
          <h2>Changed here</h2>
          <p>{counted(sent.length, 'value')} will be sent to Qrius.</p>
          <List differences={sent} choices={choices} onChoose={null} />
        </section>
      )}
      {differences.length < differenceCount && (
        <p class="quiet">
          These are the first {number(differences.length)} of {number(differenceCount)} differences. What was
          changed here is sent of all rows; look again afterwards for the others.
        </p>
      )}
    </>
  );
}

interface ListProps {
  differences: DifferenceView[];
  choices: Choice[];
  /** null where there is nothing to choose. */
  onChoose: ((difference: DifferenceView, keep: Keep | null) => void) | null;
}

function List({ differences, choices, onChoose }: ListProps) {
  const { shown, rest, more } = useShown(differences);
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
      <ShowMore rest={rest} what="difference" onMore={more} />
    </>
  );
}
