// Why a view has nothing to show, or its job could not begin; and the ways on.
import { type Fault, isAboutTheKey } from '../rpc/faults';
import { Button } from './button';
import { Notice } from './notice';

interface Props {
  fault: Fault;
  onAgain(): void;
  onChangeKey(): void;
}

export function LookAgain({ fault, onAgain, onChangeKey }: Props) {
  return (
    <Notice kind="fault" message={fault.message}>
      <Button onClick={onAgain}>Look again</Button>
      {isAboutTheKey(fault) && <Button onClick={onChangeKey}>Change key</Button>}
    </Notice>
  );
}
