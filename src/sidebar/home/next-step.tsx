// The one thing to do next in this sheet.
import type { Home } from '../../wire/contract';
import { Button } from '../ui/button';
import { counted } from '../ui/format';
import type { HomeDoor } from './use-home';

interface Props {
  door: HomeDoor;
  home: Home;
  onCheck(): void;
}

export function NextStep({ door, home: { sheet }, onCheck }: Props) {
  if (sheet.empty) {
    const busy = door.pending === 'insertTemplate';
    return (
      <Button kind="primary" unavailable={busy} onClick={() => door.change('insertTemplate', null)}>
        {busy ? 'Inserting…' : 'Insert a template'}
      </Button>
    );
  }
  if (sheet.failure) return <p>Choose the columns, then the codes can be created.</p>;
  if (sheet.ready > 0) {
    return (
      <Button kind="primary" unavailable={door.pending !== null} onClick={onCheck}>
        Create {counted(sheet.ready, 'code')}
      </Button>
    );
  }
  if (sheet.attention > 0) {
    return (
      <Button kind="primary" onClick={onCheck}>
        Review {counted(sheet.attention, 'row')}
      </Button>
    );
  }
  return <p>{sheet.rows === 0 ? 'Fill in a row for each code.' : 'Every row has its code.'}</p>;
}
