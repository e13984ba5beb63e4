// Shortens two long texts so that their difference stays visible. Pure.

/** Characters kept at each end of a part that both share, and of the part that differs. */
const SIDE = 30;
const MOST = 240;

/** Both texts, cut where they are alike. Short ones stay as they are. */
export function cutPair(here: string, there: string): [string, string] {
  if (here.length <= MOST && there.length <= MOST) return [here, there];
  const shorter = Math.min(here.length, there.length);
  const head = alike(shorter, (index) => here[index] === there[index]);
  const tail = alike(
    shorter - head,
    (index) => here[here.length - 1 - index] === there[there.length - 1 - index],
  );
  const cut = (text: string) =>
    cutMiddle(text.slice(0, head)) +
    cutEnd(text.slice(head, text.length - tail)) +
    cutMiddle(text.slice(text.length - tail));
  return [cut(here), cut(there)];
}

/** How many positions from 0 on are the same. */
function alike(most: number, isSame: (index: number) => boolean): number {
  let count = 0;
  while (count < most && isSame(count)) count += 1;
  return count;
}

const cutMiddle = (text: string): string =>
  text.length <= 2 * SIDE + 1 ? text : `${text.slice(0, SIDE)}…${text.slice(-SIDE)}`;
const cutEnd = (text: string): string => (text.length <= MOST ? text : `${text.slice(0, MOST)}…`);
