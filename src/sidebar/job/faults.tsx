// The rows of a job's sheet that need the user.
import type { JobView } from '../../shared/contract/job';
import { RowList } from '../ui/row-list';
import { words } from '../ui/words';

export function Faults({ job: { faults, faultCount, sheetId } }: { job: JobView }) {
  return <RowList title={words.attention(faultCount)} rows={faults} count={faultCount} sheet={sheetId} />;
}
