// All that can be done with codes that are there.
import type { SheetView } from '../../wire/contract';
import { Button } from '../ui/button';
import { View } from '../ui/view';
import { type Deed, deeds } from './draft';

interface Props {
  sheet: SheetView;
  onPick(deed: Deed): void;
  onBack(): void;
}

export function Changes({ sheet, onPick, onBack }: Props) {
  return (
    <View title="Change codes" bar={<Button onClick={onBack}>Back</Button>}>
      <p>Nothing is sent yet: whatever you choose, you first see what it would do.</p>
      {deeds(sheet).map(({ title, entries }) => (
        <section key={title}>
          <h2>{title}</h2>
          <ul class="rows">
            {entries.map(({ deed, label, hint }) => (
              <li key={deed}>
                <button type="button" class="row" onClick={() => onPick(deed)}>
                  <b>{label}</b>
                  <span class="quiet">{hint}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </View>
  );
}
