// In place of a view that cannot do without the columns: what is missing, and the pickers.
import type { SheetView } from '../../shared/contract/sheet';
import { Button } from '../ui/button';
import { View } from '../ui/view';
import { words as shared } from '../ui/words';
import { Columns, ColumnsFault } from './columns';
import type { HomeStore } from './use-home';
import { columns as words } from './words';

interface Props {
  sheet: SheetView;
  store: HomeStore;
  onBack(): void;
}

export function FixColumns({ sheet, store, onBack }: Props) {
  return (
    <View
      title={sheet.failure?.code === 'own-tab' ? words.noColumns : words.fixTitle}
      sheet={sheet.name}
      bar={<Button onClick={onBack}>{shared.back}</Button>}
    >
      <ColumnsFault sheet={sheet} store={store} />
      <Columns sheet={sheet} store={store} />
    </View>
  );
}
