// Short URLs, pictures and slugs that a write which was cut off put beside another ID. IDs are in `realign.ts`.

import type { Code } from '../../qrius/readings';
import { byIdOf, isEmpty } from '../../table/cells';
import { sentHash } from '../../table/fingerprint';
import { imageFormula, pictureCell } from '../../table/images';
import type { Patch, Row } from '../../table/rows';
import { failed, nonceOf, sentOf, slugOf } from '../../table/status';
import { mayLack } from './words';

/**
 * Says whether the slug of a row was made for a request of another: the write that was cut off put it there.
 * @param inFlight tokens of the requests whose results were being written.
 */
export function strayAmong(inFlight: readonly string[]): (row: Row) => boolean {
  const made = new Set(inFlight.map(slugOf).filter((slug) => slug !== ''));
  return ({ slug, mark }) => made.has(slug) && slugOf(mark.token) !== slug;
}

/**
 * @param rows the rows as they were just read.
 * @param codes all codes of the account.
 * @param inFlight tokens of the requests whose results were being written.
 * @param pictureAt the formula of the picture in a row (0-based); empty where it has none.
 */
export function strayCells(
  rows: readonly Row[],
  codes: readonly Code[],
  inFlight: readonly string[],
  pictureAt: (index: number) => string,
): Map<number, Patch> {
  const sent = new Set(inFlight.map(sentOf));
  const nonces = new Set(inFlight.map(nonceOf));
  // What was not being written then, a user may have put anywhere.
  const written = codes.filter(
    ({ name, destination, slug }) =>
      nonces.has(slug.slice(slug.lastIndexOf('-') + 1)) || sent.has(sentHash(name ?? '', destination ?? '')),
  );
  const byPicture = new Map(written.map(({ id, imageUrl }) => [imageFormula(imageUrl), id] as const));
  byPicture.delete('');
  const byShortUrl = new Map(written.map(({ id, shortUrl }) => [shortUrl, id] as const));
  const byId = byIdOf(codes);
  const isStray = strayAmong(inFlight);
  const cellsOf = (row: Row): Patch => {
    const own = byId.get(row.id);
    const owner = byPicture.get(pictureAt(row.index));
    const picture = own ? imageFormula(own.imageUrl) : '';
    // Codes without a picture share the words that say so.
    const isOwnPicture = owner === undefined || owner === row.id || picture === pictureAt(row.index);
    const other = byShortUrl.get(row.shortUrl);
    const isOwnUrl = other === undefined || other === row.id;
    const isOwnSlug = !isStray(row) || own?.slug === row.slug;
    const patch: Patch = {
      ...(!isOwnPicture && { image: pictureCell(picture) }),
      ...(!isOwnUrl && { shortUrl: own?.shortUrl ?? '' }),
      ...(!isOwnSlug && { slug: own?.slug ?? '' }),
    };
    return isOwnSlug ? patch : { ...patch, ...toldOf(row) };
  };
  return new Map(
    rows.map((row) => [row.index, cellsOf(row)] as const).filter(([, patch]) => !isEmpty(patch)),
  );
}

/** Which slug a row without a code had before is not known, and its Status may be another's too. */
function toldOf({ id, mark, empty }: Row): Patch {
  if (id !== '' || mark.kind !== 'none') return {};
  return { status: empty ? '' : failed(mayLack) };
}
