// The next sensible step in this sheet.
import type { Home } from '../../shared/contract';
import { Button } from '../ui/button';
import type { HomeStore } from './use-home';
import { words } from './words';

interface Props {
  store: HomeStore;
  home: Home;
  onCheck(): void;
}

export function NextStep({ store, home: { sheet }, onCheck }: Props) {
  if (sheet.empty) {
    const busy = store.pending === 'insertTemplate';
    return (
      <Button kind="primary" unavailable={busy} onClick={() => store.change('insertTemplate', null)}>
        {busy ? words.inserting : words.insertTemplate}
      </Button>
    );
  }
  if (sheet.failure) return <p>{words.chooseColumns}</p>;
  if (sheet.ready > 0 || sheet.attention > 0) {
    return (
      <Button kind="primary" unavailable={store.pending !== null} onClick={onCheck}>
        {sheet.ready > 0 ? words.create(sheet.ready) : words.review(sheet.attention)}
      </Button>
    );
  }
  return <p>{sheet.rows === 0 ? words.addRows : words.allDone}</p>;
}
