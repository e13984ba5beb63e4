// The oracle: judges a played scenario by cells, account, log, requests and what the sidebar said, and by nothing else.
import type { Played } from '../scenario/hand';
import { doubles, needless, orphans } from './account';
import { userCells } from './cells';
import { counts } from './counts';
import { evidenceOf } from './evidence';
import { wrongRows } from './rows';
import { wrongScans } from './scans';
import { afterStop, deletions, jobs, keys, log, requests, vanished } from './traffic';
import { undos } from './undo';
import { unshown } from './unshown';
import type { Violation } from './violation';
import { words } from './words';

const JUDGES = [
  doubles,
  orphans,
  needless,
  wrongRows,
  wrongScans,
  userCells,
  words,
  counts,
  log,
  deletions,
  undos,
  unshown,
  requests,
  afterStop,
  keys,
  jobs,
  vanished,
];

/** What holds whatever is done to cells, log and properties of the document: rows and log say what somebody made them say. */
const ALWAYS = [unshown, undos, counts, requests, afterStop, keys, jobs];

const isTampered = ({ scenario }: Played): boolean =>
  scenario.steps.some(
    (step) =>
      step.kind === 'tamper' ||
      ('disturbances' in step && step.disturbances?.some((one) => one.do.kind === 'tamper')),
  );

/** What does not hold, with what the platform cannot prevent and the user was told. */
export function judgeAll(played: Played): Violation[] {
  const evidence = evidenceOf(played);
  return (isTampered(played) ? ALWAYS : JUDGES).flatMap((judgeOne) => judgeOne(evidence));
}

/** What does not hold; nothing is what every scenario must give. */
export const judge = (played: Played): Violation[] => judgeAll(played).filter(({ isTold }) => !isTold);
