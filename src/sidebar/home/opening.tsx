// Before the first answer is there, or where it does not come.
import type { Fault } from '../rpc/faults';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { View } from '../ui/view';

export function Opening({ fault, onAgain }: { fault: Fault | null; onAgain(): void }) {
  if (!fault) {
    return (
      <View title="One moment">
        <p role="status">Looking at your sheet…</p>
      </View>
    );
  }
  return (
    <View
      title="That did not work"
      bar={
        <Button kind="primary" onClick={onAgain}>
          Try again
        </Button>
      }
    >
      <Notice kind="fault" message={fault.message} />
    </View>
  );
}
