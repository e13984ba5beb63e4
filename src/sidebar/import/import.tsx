// Bringing codes from Qrius: how many the sheet lacks, and adding a row for each.
import type { Fault } from '../rpc/faults';
import { useAnswer } from '../rpc/use-answer';
import { Button } from '../ui/button';
import { LookAgain } from '../ui/fault-notice';
import { counted } from '../ui/format';
import { View } from '../ui/view';

interface Props {
  /** Why the job could not begin. */
  fault: Fault | null;
  onAgain(): void;
  onBring(): void;
  onChangeKey(): void;
  onBack(): void;
}

export function Bring({ fault, onAgain, onBring, onChangeKey, onBack }: Props) {
  const { value: missing, fault: unseen, again } = useAnswer('missing', null);
  const wrong = unseen ?? fault;
  return (
    <View
      title="Bring codes from Qrius"
      bar={
        <>
          {missing && missing.codes > 0 && (
            <Button kind="primary" onClick={onBring}>
              Bring {counted(missing.codes, 'code')}
            </Button>
          )}
          <Button onClick={onBack}>Back</Button>
        </>
      }
    >
      {wrong && (
        <LookAgain
          fault={wrong}
          onAgain={() => {
            onAgain();
            again();
          }}
          onChangeKey={onChangeKey}
        />
      )}
      {missing === null && !unseen && <p role="status">Looking at your codes in Qrius…</p>}
      {missing && (
        <section aria-label="What will happen">
          <p class="headline" role="status">
            {missing.codes === 0
              ? 'Every code of your account is in this sheet.'
              : `${counted(missing.codes, 'code of your account is', 'codes of your account are')} not in this sheet.`}
          </p>
          <p>
            {missing.codes === 0
              ? 'There is nothing to bring.'
              : 'A row is added for each, below the last one. Rows that are there stay as they are, and nothing is changed in Qrius.'}
          </p>
        </section>
      )}
    </View>
  );
}
