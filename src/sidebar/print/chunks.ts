// Long work in short pieces, so that the page answers clicks while a thousand codes are drawn.

/** Longest time without a break, in milliseconds: two frames of a screen. */
const SLICE_MS = 32;

export class Cancelled extends Error {}

/**
 * Does something for each item, with a break whenever a slice of time is used up.
 * @param onProgress gets the number of items that are done.
 * @throws Cancelled where the signal says so.
 */
export async function forEachInSlices<T>(
  items: readonly T[],
  act: (item: T, index: number) => void | Promise<void>,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<void> {
  let sliceEnds = performance.now() + SLICE_MS;
  for (const [index, item] of items.entries()) {
    if (performance.now() >= sliceEnds) {
      onProgress(index);
      await new Promise((resolve) => setTimeout(resolve));
      sliceEnds = performance.now() + SLICE_MS;
    }
    if (signal.aborted) throw new Cancelled();
    await act(item, index);
  }
  onProgress(items.length);
}
