// A column such as Track becomes tags only if the user agrees; the answer is kept for the sheet.
import type { SheetView } from '../../shared/contract/sheet';
import type { HomeStore } from '../home/use-home';
import { Button } from '../ui/button';
import { words } from './words';

export function TagsToBe({ sheet, store }: { sheet: SheetView; store: HomeStore }) {
  const { columns, offered, tagsToBe } = sheet;
  const header = offered.tags;
  if (header === undefined || columns.tags !== null || tagsToBe.length === 0) return null;
  const busy = store.pending !== null;
  const answer = (chosen: string) => store.change('chooseColumn', { role: 'tags', header: chosen });
  return (
    <fieldset>
      <legend>{words.tagsLegend(header)}</legend>
      <p>{words.tagsToBe(tagsToBe.join(', '))}</p>
      <div class="actions">
        <Button unavailable={busy} onClick={() => answer(header)}>
          {words.useTags}
        </Button>
        <Button unavailable={busy} onClick={() => answer('')}>
          {words.noTags}
        </Button>
      </div>
    </fieldset>
  );
}
