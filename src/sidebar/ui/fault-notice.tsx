// A fault with the ways to continue; where the key is at fault, changing it comes first.
import { type Fault, isAboutTheKey, isNormal } from '../rpc/faults';
import { Button } from './button';
import { Notice } from './notice';
import { words } from './words';

interface Props {
  fault: Fault;
  onRetry?: () => void;
  /** `Try again` unless given. */
  retryLabel?: string;
  onChangeKey?: () => void;
}

export function FaultNotice({ fault, onRetry, retryLabel = words.tryAgain, onChangeKey }: Props) {
  const changesKey = onChangeKey !== undefined && isAboutTheKey(fault);
  // Where nothing is to be done, trying again does nothing either.
  const retries = onRetry !== undefined && fault.code !== 'nothing-to-do';
  return (
    <Notice kind={isNormal(fault) ? 'note' : 'fault'} message={fault.message}>
      {(changesKey || retries) && (
        <>
          {changesKey && (
            <Button kind="primary" onClick={onChangeKey}>
              {words.changeKey}
            </Button>
          )}
          {retries && <Button onClick={onRetry}>{retryLabel}</Button>}
        </>
      )}
    </Notice>
  );
}
