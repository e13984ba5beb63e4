// Before the first answer of the server, or where it does not come.
import { type Fault, isNormal } from '../rpc/faults';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { View } from '../ui/view';
import { words as shared } from '../ui/words';
import { words } from './words';

export function Opening({ fault, onAgain }: { fault: Fault | null; onAgain(): void }) {
  if (!fault) {
    return (
      <View title={words.opening}>
        <p role="status">{words.reading}</p>
      </View>
    );
  }
  return (
    <View
      title={words.failed}
      bar={
        <Button kind="primary" onClick={onAgain}>
          {shared.tryAgain}
        </Button>
      }
    >
      <Notice kind={isNormal(fault) ? 'note' : 'fault'} message={fault.message} />
    </View>
  );
}
