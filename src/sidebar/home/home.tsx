// Home: what is in this sheet, and the next step.
import type { Home as HomeData } from '../../shared/contract/home';
import type { JobView } from '../../shared/contract/job';
import { Colleague, colleaguesJob } from '../job/colleague';
import { lastJob } from '../job/words';
import { NextSwitches, ScheduleNews } from '../scans/schedule-news';
import { Button } from '../ui/button';
import { Counts } from '../ui/counts';
import { FaultNotice } from '../ui/fault-notice';
import { Notice } from '../ui/notice';
import { View } from '../ui/view';
import { Columns, ColumnsFault, FoldedColumns } from './columns';
import { Connection } from './connection';
import { ExportCodes } from './export';
import { NextStep } from './next-step';
import type { HomeStore } from './use-home';
import { words } from './words';

interface Props {
  store: HomeStore;
  home: HomeData;
  /** @param withDeleted also for rows whose code was deleted. */
  onCheck(withDeleted: boolean): void;
  /** Opens the rows that need attention or were edited. */
  onAttention(): void;
  /** Opens the preview that sends what was edited. */
  onUpdate(): void;
  onChanges(): void;
  onScans(): void;
  /** The same, scrolled to the schedule and what waits in it. */
  onSchedule(): void;
  onImport(): void;
  onResult(): void;
  onChangeKey(): void;
}

export function Home(props: Props) {
  const { store, home, onSchedule, onResult, onChangeKey } = props;
  const { sheet, job, connection } = home;
  const colleague = colleaguesJob(job);
  return (
    <View title={sheet.name} bar={colleague ? null : <Bar {...props} />}>
      {store.fault && <FaultNotice fault={store.fault} onRetry={store.refresh} onChangeKey={onChangeKey} />}
      {home.notice && <Notice kind="note" message={home.notice} />}
      {colleague && (
        <Colleague
          job={colleague}
          ending={store.pending === 'endJob'}
          onEnd={() => store.change('endJob', null)}
        />
      )}
      {job?.mine && job.phase === 'ended' && <LastJob job={job} onResult={onResult} />}
      <ScheduleNews home={home} onSchedule={onSchedule} />
      {sheet.empty ? <p>{words.empty}</p> : <Contents {...props} />}
      {connection && (
        <Connection
          connection={connection}
          busy={store.pending === 'forgetKey' || store.pending === 'removeEverything'}
          onChange={onChangeKey}
          onRemove={() => store.change('forgetKey', null)}
          onRemoveAll={(tabs) => store.change('removeEverything', { tabs })}
        />
      )}
    </View>
  );
}

function Bar({ store, home, onCheck, onUpdate, onAttention, onChanges, onScans, onImport }: Props) {
  const { sheet, schedule } = home;
  const coded = sheet.created > 0;
  return (
    <>
      <NextStep store={store} home={home} onCheck={onCheck} onUpdate={onUpdate} onAttention={onAttention} />
      {coded && <Button onClick={onChanges}>{words.changeCodes}</Button>}
      {(coded || schedule) && <Button onClick={onScans}>{words.scans}</Button>}
      {!coded && (sheet.empty || !sheet.failure) && (
        <Button kind="link" onClick={onImport}>
          {words.importCodes}
        </Button>
      )}
    </>
  );
}

function Contents({ store, home, onSchedule, onAttention }: Props) {
  const { sheet } = home;
  return (
    <>
      {sheet.failure ? (
        <ColumnsFault sheet={sheet} store={store} />
      ) : (
        <section aria-label={words.counts}>
          <Counts
            counts={[
              { label: words.rows, count: sheet.rows },
              { label: words.ready, count: sheet.ready },
              { label: words.coded, count: sheet.coded },
              ...(sheet.edited > 0 ? [{ label: words.edited, count: sheet.edited, warn: true }] : []),
              { label: words.attention, count: sheet.attention, warn: true },
              ...(sheet.deleted > 0 ? [{ label: words.deleted, count: sheet.deleted }] : []),
            ]}
          />
          {sheet.attention + sheet.edited > 0 && (
            <Button kind="link" onClick={onAttention}>
              {words.showRows}
            </Button>
          )}
        </section>
      )}
      <NextSwitches home={home} onSchedule={onSchedule} />
      {sheet.created > 0 && <ExportCodes />}
      {sheet.failure === null && sheet.created > 0 ? (
        <FoldedColumns sheet={sheet} store={store} />
      ) : (
        <Columns sheet={sheet} store={store} />
      )}
    </>
  );
}

function LastJob({ job, onResult }: { job: JobView; onResult(): void }) {
  return (
    <p class="last">
      {lastJob(job)}{' '}
      <Button kind="link" onClick={onResult}>
        {words.showResult}
      </Button>
    </p>
  );
}
