// One piece of long work at a time: how far it is, what came of it, and how to cancel it.
import { useRef, useState } from 'preact/hooks';
import type { Outcome } from './jobs';
import { Cancelled, type Control, type Progress } from './slices';

export type Work =
  | { phase: 'idle' }
  | { phase: 'busy'; progress: Progress | null }
  | { phase: 'cancelled' }
  | { phase: 'broken' }
  | { phase: 'done'; outcome: Outcome; output: 'print' | 'download' };

export interface Worker {
  work: Work;
  run(output: 'print' | 'download', act: (control: Control) => Promise<Outcome>): void;
  cancel(): void;
  /** Stops the work and forgets what came of it: the settings are others now. */
  reset(): void;
}

export function useWork(): Worker {
  const [work, setWork] = useState<Work>({ phase: 'idle' });
  const controller = useRef<AbortController | null>(null);
  return {
    work,
    cancel: () => controller.current?.abort(),
    reset: () => {
      controller.current?.abort();
      setWork({ phase: 'idle' });
    },
    run: async (output, act) => {
      controller.current = new AbortController();
      setWork({ phase: 'busy', progress: null });
      try {
        const outcome = await act({
          signal: controller.current.signal,
          onProgress: (progress) => setWork({ phase: 'busy', progress }),
        });
        setWork({ phase: 'done', outcome, output });
      } catch (error) {
        const isCancelled = error instanceof Cancelled;
        if (!isCancelled) console.error(error instanceof Error ? error.name : 'Error');
        setWork({ phase: isCancelled ? 'cancelled' : 'broken' });
      }
    },
  };
}
