// Codes that were created and are in no row, so that none disappears silently.
import type { JobView } from '../../shared/contract/job';
import { lostHint, words } from './words';

export function Lost({ orphans: codes, failure }: Pick<JobView, 'orphans' | 'failure'>) {
  return (
    <section>
      <h2>{words.lost(codes.length)}</h2>
      <p class="quiet">{lostHint({ orphans: codes, failure })}</p>
      <ul class="lost">
        {codes.map(({ id, name, shortUrl }) => (
          <li class="code" key={id}>
            <b>{name === '' ? words.unnamed : name}</b>
            <span>{shortUrl}</span>
            <small>{id}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
