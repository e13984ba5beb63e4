// Codes that were created and whose rows were deleted, so that none disappears silently.
import type { Orphan } from '../../shared/contract/job';
import { words } from './words';

export function Lost({ codes }: { codes: Orphan[] }) {
  return (
    <section>
      <h2>{words.lost(codes.length)}</h2>
      <p class="quiet">{words.saveLinks(codes.length)}</p>
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
