// Long work in short pieces, so that the page answers clicks while a thousand codes are drawn.

/** Longest time without a break, in milliseconds: two frames of a screen. */
const SLICE_MS = 32;

export class Cancelled extends Error {}

export interface Progress {
  step: 'checking' | 'packing';
  done: number;
  all: number;
}

/** How work is stopped, and who hears how far it is. */
export interface Control {
  signal: AbortSignal;
  onProgress(progress: Progress): void;
}

/**
 * Does something for each item, with a break whenever a slice of time is used up.
 * @param step what is said of the progress; work without one says nothing.
 * @throws Cancelled where the signal says so.
 */
export async function forEachInSlices<T>(
  items: readonly T[],
  act: (item: T, index: number) => void,
  { signal, onProgress }: Control,
  step?: Progress['step'],
): Promise<void> {
  const report = (done: number) => step && onProgress({ step, done, all: items.length });
  let sliceEnds = performance.now() + SLICE_MS;
  for (const [index, item] of items.entries()) {
    if (performance.now() >= sliceEnds) {
      report(index);
      await new Promise((resolve) => setTimeout(resolve));
      sliceEnds = performance.now() + SLICE_MS;
    }
    if (signal.aborted) throw new Cancelled();
    act(item, index);
  }
  report(items.length);
}

/** A browser loads six files at a time from one host over HTTP/1.1. */
const TOGETHER = 6;

/** As above, for what waits for the network: a few items at a time, with their results in order. @throws Cancelled */
export async function mapTogether<T, R>(
  items: readonly T[],
  act: (item: T) => Promise<R>,
  { signal, onProgress }: Control,
  step: Progress['step'],
): Promise<R[]> {
  const results: R[] = [];
  while (results.length < items.length) {
    onProgress({ step, done: results.length, all: items.length });
    results.push(...(await Promise.all(items.slice(results.length, results.length + TOGETHER).map(act))));
    if (signal.aborted) throw new Cancelled();
  }
  return results;
}
