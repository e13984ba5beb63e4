// What is in this sheet, and the one thing to do next.
import type { Home as HomeData, JobView } from '../../wire/contract';
import { Colleague } from '../job/colleague';
import { outcome } from '../job/kinds';
import { NextSwitches, ScheduleNews } from '../scans/schedule-news';
import { Button } from '../ui/button';
import { Counts } from '../ui/counts';
import { Notice } from '../ui/notice';
import { View } from '../ui/view';
import { Columns } from './columns';
import { Connection } from './connection';
import { TakeAway } from './export';
import { NextStep } from './next-step';
import type { HomeDoor } from './use-home';

interface Props {
  door: HomeDoor;
  home: HomeData;
  onCheck(): void;
  onChanges(): void;
  onScans(): void;
  onBring(): void;
  onResult(): void;
  onChangeKey(): void;
}

export function Home({ door, home, onCheck, onChanges, onScans, onBring, onResult, onChangeKey }: Props) {
  const { sheet, job } = home;
  const coded = sheet.created > 0;
  const colleague = job && !job.mine && job.phase !== 'ended' ? job : null;
  return (
    <View
      title={sheet.name}
      bar={
        colleague ? null : (
          <>
            <NextStep door={door} home={home} onCheck={onCheck} />
            {coded && <Button onClick={onChanges}>Change codes</Button>}
            {(coded || home.schedule) && <Button onClick={onScans}>Scan counts</Button>}
            {!coded && (sheet.empty || !sheet.failure) && (
              <Button kind="link" onClick={onBring}>
                Bring codes from Qrius
              </Button>
            )}
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
      <ScheduleNews home={home} onScans={onScans} />
      {sheet.empty ? <Empty /> : <Contents door={door} home={home} onScans={onScans} />}
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

interface ContentsProps {
  door: HomeDoor;
  home: HomeData;
  onScans(): void;
}

function Contents({ door, home, onScans }: ContentsProps) {
  const { sheet } = home;
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
      <NextSwitches home={home} onScans={onScans} />
      <Columns
        sheet={sheet}
        busy={door.pending === 'pickColumn'}
        onPick={(role, header) => door.change('pickColumn', { role, header })}
      />
      {sheet.created > 0 && <TakeAway />}
    </>
  );
}

const ENDINGS: Record<NonNullable<JobView['ending']>, string> = {
  done: '',
  stopped: 'stopped, ',
  'given-up': 'not finished, ',
};

function LastRun({ job, onResult }: { job: JobView; onResult(): void }) {
  return (
    <p class="last">
      Last job: {ENDINGS[job.ending ?? 'done']}
      {outcome(job)}.{' '}
      <Button kind="link" onClick={onResult}>
        Show the result
      </Button>
    </p>
  );
}
