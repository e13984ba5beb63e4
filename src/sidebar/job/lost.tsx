// Codes that were made and whose rows are gone: told, so that none is dropped without a word.
import type { LostView } from '../../wire/contract';
import { counted } from '../ui/format';

export function Lost({ codes }: { codes: LostView[] }) {
  return (
    <section>
      <h2>{counted(codes.length, 'code has', 'codes have')} no row any more</h2>
      <p class="quiet">
        The rows were deleted meanwhile. Keep these addresses, or delete the codes in Qrius.
      </p>
      <ul class="lost">
        {codes.map(({ id, name, shortUrl }) => (
          <li class="code" key={id}>
            <b>{name === '' ? 'A code' : name}</b>
            <span>{shortUrl}</span>
            <small>{id}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
