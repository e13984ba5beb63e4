// What the cells below a header hold: links, slugs, addresses of other short links.
/** How many cells of a column hold what. */
export interface Contents {
  filled: number;
  /** Addresses with http:// or https:// that are no pictures. */
  links: number;
  /** Cells that could be meant as a link: also without https://. */
  linkLike: number;
  /** Links that carry campaign parameters. */
  tagged: number;
  slugs: number;
}

const LINK = /^https?:\/\/[^\s]/i;
const PICTURE = /\.(png|jpe?g|gif|svg|webp|avif|bmp|ico)([?#]|$)/i;
const LIKE = /^(https?:\/\/|www\.|[^\s/?#@:]+\.[a-z]{2,}([/?#:]|$))/i;
const TAGGED = /[?&]utm_[a-z]+=/i;
const ADDRESS = /^(https?:\/\/)?[^\s/?#@:]+\.[a-z]{2,}\/[^\s/]+/i;
const SLUG = /^[A-Za-z0-9_-]+$/;

export const isLink = (text: string): boolean => LINK.test(text.trim());
export const isLinkLike = (text: string): boolean => LIKE.test(text);
/** An address with a path, as `bit.ly/spring`. */
export const isAddress = (text: string): boolean => ADDRESS.test(text);
export const isSlug = (text: string): boolean => SLUG.test(text);

/** @param texts the cells of a column, trimmed. */
export function contentsOf(texts: readonly string[]): Contents {
  const count = (test: (text: string) => boolean) => texts.filter(test).length;
  const isPage = (text: string) => LINK.test(text) && !PICTURE.test(text);
  return {
    filled: count((text) => text !== ''),
    links: count(isPage),
    linkLike: count(isLinkLike),
    tagged: count((text) => isPage(text) && TAGGED.test(text)),
    slugs: count(isSlug),
  };
}

/** Whether cells tell their rows apart. */
export function isDistinct(texts: readonly string[]): boolean {
  const filled = texts.filter((text) => text !== '');
  return filled.length > 0 && new Set(filled).size === filled.length;
}

/** A text of words: no address, number, date or inventory number. */
const isWording = (text: string): boolean =>
  /\p{L}{2}/u.test(text) && !/^\S*\d\S*$/.test(text) && !text.includes('@') && !isLinkLike(text);

/** Whether cells could be the names of their rows: a text for each link, and each another one. */
export const areNames = (texts: readonly string[], links: number): boolean =>
  isDistinct(texts) &&
  texts.filter((text) => text !== '').length >= links &&
  texts.every((text) => text === '' || isWording(text));
