// How far the work is, and what came of it.
import type { Outcome } from './jobs';
import type { Work } from './use-work';
import { WORDS } from './words';

/** More rows than that are counted, not listed. */
const MOST_LISTED = 8;

export function OutcomeView({ work }: { work: Work }) {
  if (work.phase === 'busy') {
    const { progress } = work;
    const words = progress ? WORDS[progress.step](progress.done, progress.all) : '';
    return (
      <div class="progress">
        <progress aria-label={WORDS.progress} {...(progress && { value: progress.done, max: progress.all })}>
          {words}
        </progress>
        <p>{words}</p>
      </div>
    );
  }
  return (
    <div class="outcome" role="status">
      {work.phase === 'cancelled' && <p>{WORDS.cancelled}</p>}
      {work.phase === 'broken' && <p class="error">{WORDS.broken}</p>}
      {work.phase === 'done' && <Done outcome={work.outcome} output={work.output} />}
    </div>
  );
}

function Done({ outcome: { count, leftOut }, output }: { outcome: Outcome; output: 'print' | 'download' }) {
  const said = output === 'print' ? WORDS.printed(count) : WORDS.downloaded(count);
  return (
    <>
      <p>{count === 0 ? WORDS.failedAll : said}</p>
      {leftOut.length > 0 && (
        <>
          <p class="error">{WORDS.failed(leftOut.length)}</p>
          <ul>
            {leftOut.slice(0, MOST_LISTED).map(({ code: { row, name }, why }) => (
              <li key={row}>{WORDS.failedRow(row, name, why)}</li>
            ))}
            {leftOut.length > MOST_LISTED && <li>{WORDS.more(leftOut.length - MOST_LISTED)}</li>}
          </ul>
        </>
      )}
    </>
  );
}
