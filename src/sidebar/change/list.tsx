// Everything that can be done with existing codes.
import type { SheetView } from '../../shared/contract/sheet';
import { Button } from '../ui/button';
import { View } from '../ui/view';
import { words as shared } from '../ui/words';
import type { Action } from './draft';
import { actions, words } from './words';

interface Props {
  sheet: SheetView;
  onPick(action: Action): void;
  onBack(): void;
}

export function ActionList({ sheet, onPick, onBack }: Props) {
  return (
    <View title={words.title} sheet={sheet.name} bar={<Button onClick={onBack}>{shared.back}</Button>}>
      <p>{words.intro}</p>
      {actions(sheet).map(({ title, entries }) => (
        <section key={title}>
          <h2>{title}</h2>
          <ul class="rows">
            {entries.map(({ action, label, hint }) => (
              <li key={action}>
                <button type="button" class="row" onClick={() => onPick(action)}>
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
