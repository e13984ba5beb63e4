// Calls back when a job is over.
import { useLayoutEffect, useRef } from 'preact/hooks';

export function useEnd(active: boolean, onEnd: () => void): void {
  const wasActive = useRef(active);
  // A layout effect, so that nothing is painted between a job and its result.
  useLayoutEffect(() => {
    if (wasActive.current && !active) onEnd();
    wasActive.current = active;
  }, [active]);
}
