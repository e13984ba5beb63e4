// The user's own job: running, waiting, paused, or out of reach.
import type { JobView } from '../../shared/contract/job';
import { type Fault, isAboutTheKey } from '../rpc/faults';
import { Button } from '../ui/button';
import { Counts } from '../ui/counts';
import { FaultNotice } from '../ui/fault-notice';
import { countdown } from '../ui/format';
import { Notice } from '../ui/notice';
import { QriusLink } from '../ui/qrius-link';
import { View } from '../ui/view';
import { words as shared } from '../ui/words';
import { runningCounts } from './counts';
import { type Drive, isStarting } from './drive';
import { Faults } from './faults';
import { wordsOf } from './kinds';
import { Progress } from './progress';
import type { JobDriver } from './use-job';
import { timeLeft, words } from './words';

interface Props {
  driver: JobDriver;
  /** Tries again what failed, or continues a paused job. */
  onResume(): void;
  onChangeKey(): void;
}

export function Running({ driver, onResume, onChangeKey }: Props) {
  const { drive, now } = driver;
  const job = isStarting(drive) ? null : drive.job;
  const task = job ?? drive.task;
  const { running, kept, nothingSent } = wordsOf(task);
  const halt = haltOf(drive);
  const cutOff = job?.phase === 'starting' && !drive.slice;
  return (
    <View
      title={halt?.paused ? words.paused : running}
      bar={<Bar driver={driver} halt={halt} onResume={onResume} onChangeKey={onChangeKey} />}
    >
      {halt?.fault && <FaultNotice fault={halt.fault} />}
      {halt?.fault?.code === 'plan-limit' && task.kind === 'create' && (
        <p>
          <QriusLink>{shared.upgrade}</QriusLink>
        </p>
      )}
      {drive.fault?.call === 'stopJob' && (
        <Notice kind="fault" message={words.notStopped(drive.fault.fault.message)} />
      )}
      {cutOff ? (
        <p>{words.cutOff(nothingSent, job.busyMs)}</p>
      ) : (
        <Progress job={job} task={task} isHere={drive.slice !== null} />
      )}
      {!halt && !cutOff && <Pace job={job} drive={drive} now={now} />}
      {job && job.total > 0 && (
        <section aria-label={words.rows}>
          <Counts counts={runningCounts(job)} />
        </section>
      )}
      <p class="quiet">{halt ? `${kept} ${words.canCloseNow}` : words.canClose}</p>
      {job && job.faultCount > 0 && <Faults job={job} />}
    </View>
  );
}

interface Halt {
  /** The server paused it; else the page cannot reach it. */
  paused: boolean;
  fault: Fault | null;
}

/** Why the job waits for the user; null where it does not. */
function haltOf({ job, slice, fault }: Drive): Halt | null {
  const unreached = fault && fault.call !== 'stopJob' ? fault.fault : null;
  const paused = job?.phase === 'paused' && !slice;
  if (!unreached && !paused) return null;
  return { paused, fault: unreached ?? job?.failure ?? null };
}

/** The next sensible step comes first and is blue: another key where the key is at fault. */
function Bar({ driver, halt, onResume, onChangeKey }: Props & { halt: Halt | null }) {
  const stopping = driver.drive.stop !== 'no';
  const changesKey = halt?.fault ? isAboutTheKey(halt.fault) : false;
  return (
    <>
      {changesKey && (
        <Button kind="primary" onClick={onChangeKey}>
          {shared.changeKey}
        </Button>
      )}
      {halt && (
        <Button kind={changesKey ? 'plain' : 'primary'} onClick={onResume}>
          {halt.paused ? words.resume : shared.tryAgain}
        </Button>
      )}
      <Button unavailable={stopping} onClick={driver.stop}>
        {stopping ? words.stopping : words.stop}
      </Button>
    </>
  );
}

interface PaceProps {
  job: JobView | null;
  drive: Drive;
  now: number;
}

/** What happens right now, and how long it takes. */
function Pace({ job, drive, now }: PaceProps) {
  // Nobody can tell a run elsewhere from one that Google cut off, before its time is over.
  const freeAt = job?.busy && !drive.slice ? drive.seenAt + job.busyMs : null;
  if (drive.stop !== 'no')
    return (
      <p>
        {words.stoppingNow} {freeAt !== null && words.stopsAt(freeAt)}
      </p>
    );
  if (!job || job.phase === 'starting') return null;
  const since = Math.max(0, now - drive.seenAt);
  if (job.phase === 'waiting' && job.waitMs > since) return <Countdown job={job} ms={job.waitMs - since} />;
  if (freeAt !== null) return <p>{words.elsewhere(freeAt)}</p>;
  return <p>{job.leftMs === null ? words.working : timeLeft(job.leftMs - since)}</p>;
}

const Countdown = ({ job, ms }: { job: JobView; ms: number }) => (
  <div class="notice hint">
    <p>{job.failure?.message ?? words.rateLimit}</p>
    <p>
      {words.resuming}
      <b class="clock">{countdown(ms)}</b>
    </p>
  </div>
);
