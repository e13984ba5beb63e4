// What is in this sheet, and the one thing to do next.
import type { Home as HomeData, JobView } from '../../wire/contract';
import { outcome } from '../job-words';
import { Button } from '../parts/button';
import { Colleague } from '../parts/colleague';
import { Columns } from '../parts/columns';
import { Connection } from '../parts/connection';
import { Counts } from '../parts/counts';
import { Notice } from '../parts/notice';
import { TakeAway } from '../parts/take-away';
import { View } from '../parts/view';
import type { HomeDoor } from '../use-home';
import { counted } from '../words';

interface Props {
  door: HomeDoor;
  home: HomeData;
  onCheck(): void;
  onChanges(): void;
  onResult(): void;
  onChangeKey(): void;
}

export function Home({ door, home, onCheck, onChanges, onResult, onChangeKey }: Props) {
  const { sheet, job } = home;
  const colleague = job && !job.mine && job.phase !== 'ended' ? job : null;
  return (
    <View
      title={sheet.name}
      bar={
        colleague ? null : (
          <>
            <NextStep door={door} home={home} onCheck={onCheck} />
            {sheet.created > 0 && <Button onClick={onChanges}>Change codes</Button>}
          </>
        )
      }
    >
      {door.fault && (
        <Notice kind="fault" message={door.fault.message}>
          <Button onClick={door.refresh}>Try again</Button>
        </Notice>
      )}
      {colleague && <Colleague job={colleague} />}
      {job?.mine && job.phase === 'ended' && <LastRun job={job} onResult={onResult} />}
      {sheet.empty ? <Empty /> : <Contents door={door} home={home} />}
      {home.connection && (
        <Connection
          connection={home.connection}
          busy={door.pending === 'forgetKey'}
          onChange={onChangeKey}
          onForget={() => door.change('forgetKey', null)}
        />
      )}
    </View>
  );
}

function Empty() {
  return (
    <p>
      This sheet is empty. Insert a template to start from: a row for each code, with its name and the page
      that it leads to.
    </p>
  );
}

function Contents({ door, home: { sheet } }: { door: HomeDoor; home: HomeData }) {
  return (
    <>
      {sheet.failure ? (
        <Notice kind="hint" message={sheet.failure.message} />
      ) : (
        <section aria-label="Rows of this sheet">
          <Counts
            counts={[
              { label: 'Rows', count: sheet.rows },
              { label: 'Ready', count: sheet.ready },
              { label: 'Already created', count: sheet.created },
              { label: 'Need attention', count: sheet.attention, warn: true },
            ]}
          />
        </section>
      )}
      <Columns
        sheet={sheet}
        busy={door.pending === 'pickColumn'}
        onPick={(role, header) => door.change('pickColumn', { role, header })}
      />
      {sheet.created > 0 && <TakeAway />}
    </>
  );
}

function NextStep({ door, home: { sheet }, onCheck }: { door: HomeDoor; home: HomeData; onCheck(): void }) {
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

function LastRun({ job, onResult }: { job: JobView; onResult(): void }) {
  return (
    <p class="last">
      Last job: {outcome(job)}.{' '}
      <Button kind="link" onClick={onResult}>
        Show the result
      </Button>
    </p>
  );
}
