// Before the first answer is there, or where it does not come.
import type { Fault } from '../faults';
import { Button } from '../parts/button';
import { Notice } from '../parts/notice';
import { View } from '../parts/view';

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
