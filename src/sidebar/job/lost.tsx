// Codes that were created and are in no row, so that none disappears silently.
import type { JobView } from '../../shared/contract/job';
import { words } from './words';

export function Lost({ orphans: codes, failure }: Pick<JobView, 'orphans' | 'failure'>) {
  const isRefused = failure?.code === 'sheet-refused';
  return (
    <section>
      <h2>{words.lost(codes.length)}</h2>
      <p class="quiet">{isRefused ? words.createAgain : words.saveLinks(codes.length)}</p>
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
