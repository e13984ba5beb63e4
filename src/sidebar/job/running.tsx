// A job of the user that is under way, waits, pauses, or cannot be reached.
import type { JobView } from '../../wire/contract';
import { type Fault, isAboutTheKey } from '../rpc/faults';
import { Button } from '../ui/button';
import { Counts } from '../ui/counts';
import { countdown, counted, estimate } from '../ui/format';
import { Notice } from '../ui/notice';
import { RowList } from '../ui/row-list';
import { View } from '../ui/view';
import { isStarting } from './drive';
import { jobWords, sentenceCase, type Task } from './kinds';
import { Progress } from './progress';
import type { JobDriver } from './use-job';

interface Props {
  driver: JobDriver;
  /** Tries again what failed, or goes on with a paused job. */
  onGoOn(): void;
  onChangeKey(): void;
}

export function Running({ driver, onGoOn, onChangeKey }: Props) {
  const { drive } = driver;
  const job = isStarting(drive) ? null : drive.job;
  const task = job ?? drive.task;
  const words = jobWords(task);
  const stopping = drive.stop !== 'no';
  const paused = job?.phase === 'paused' && !drive.slice;
  const halted = drive.fault && drive.fault.call !== 'stop' ? drive.fault.fault : null;
  const about = halted ?? (paused ? job.failure : null);
  const cutOff = job?.phase === 'starting' && !drive.slice;
  return (
    <View
      title={paused ? 'The job is paused' : sentenceCase(words.doing)}
      bar={
        <>
          {(halted || paused) && (
            <Button kind="primary" onClick={onGoOn}>
              {halted ? 'Try again' : 'Continue'}
            </Button>
          )}
          <Button unavailable={stopping} onClick={driver.stop}>
            {stopping ? 'Stopping…' : 'Stop'}
          </Button>
        </>
      }
    >
      {about && <Trouble fault={about} task={task} onChangeKey={onChangeKey} />}
      {drive.fault?.call === 'stop' && (
        <Notice kind="fault" message={`The job was not stopped. ${drive.fault.fault.message}`} />
      )}
      {cutOff ? <p>{cutOffSentence(job.busyMs)}</p> : <Progress job={job} task={task} />}
      {!about && !cutOff && <Pace job={job} driver={driver} stopping={stopping} />}
      {job && job.total > 0 && <Standing job={job} />}
      <p class="quiet">
        {about
          ? 'You can go on editing the sheet, or close this sidebar: nothing is lost.'
          : 'You can go on editing the sheet. You can also close this sidebar: open it again, and the job goes on.'}
      </p>
      {job && job.faults.length > 0 && (
        <RowList title={`${counted(job.failed, 'row')} failed so far`} rows={job.faults} count={job.failed} />
      )}
    </View>
  );
}

/** Whether it still begins elsewhere or was cut off can only be told once its time is over. */
const cutOffSentence = (busyMs: number): string =>
  `The job still begins, or was cut off while it began. In that case it can begin anew in ${estimate(busyMs)}.`;

/** The job is safe, whatever the trouble is. */
function Trouble({ fault, task, onChangeKey }: { fault: Fault; task: Task; onChangeKey(): void }) {
  const safe =
    task.kind === 'create' ? 'The codes made so far are in the sheet.' : 'What was done so far stays done.';
  return (
    <Notice kind="fault" message={`${fault.message} ${safe}`}>
      {isAboutTheKey(fault) && <Button onClick={onChangeKey}>Change key</Button>}
    </Notice>
  );
}

/** What it is doing at this moment, and for how long. */
function Pace({ job, driver, stopping }: { job: JobView | null; driver: JobDriver; stopping: boolean }) {
  const { drive, now } = driver;
  if (stopping) return <p>It stops as soon as what is on its way is in the sheet.</p>;
  if (!job || job.phase === 'starting') return null;
  const since = Math.max(0, now - drive.seenAt);
  if (job.phase === 'waiting' && job.waitMs > since) {
    return (
      <div class="notice hint">
        <p>{job.failure?.message ?? full(job)}</p>
        <p>
          Goes on in <b class="clock">{countdown(job.waitMs - since)}</b>
        </p>
      </div>
    );
  }
  if (job.busy && !drive.slice) return <p>The job is being worked on already; this page follows it.</p>;
  return <p>{job.leftMs === null ? 'Working…' : `Done in ${estimate(job.leftMs - since)}`}</p>;
}

const full = ({ kind }: Task): string =>
  `Qrius ${kind === 'create' ? 'makes no more codes for you' : 'takes no more requests from you'} in this minute.`;

function Standing({ job }: { job: JobView }) {
  const words = jobWords(job);
  return (
    <section aria-label="Rows of the job">
      <Counts
        counts={[
          { label: sentenceCase(words.done), count: job.done },
          ...(job.already > 0 ? [{ label: words.already, count: job.already }] : []),
          { label: 'Failed', count: job.failed, warn: true },
          ...(job.left > 0 ? [{ label: 'Left out', count: job.left }] : []),
          { label: 'Still to do', count: job.waiting },
        ]}
      />
    </section>
  );
}
