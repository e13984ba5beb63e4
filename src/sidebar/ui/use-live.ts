// Repeats a reading while the user looks at the page.
import { useEffect, useRef } from 'preact/hooks';

/** @param read must refuse to overlap. @param everyMs milliseconds between two readings. */
export function useLive(read: () => void, everyMs: number, live: boolean): void {
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    if (!live) return;
    const readIfVisible = () => {
      if (!document.hidden) latest.current();
    };
    const root = document.documentElement;
    const timer = setInterval(readIfVisible, everyMs);
    window.addEventListener('focus', readIfVisible);
    // The pointer comes back from the sheet, where something may have been edited.
    root.addEventListener('mouseenter', readIfVisible);
    document.addEventListener('visibilitychange', readIfVisible);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', readIfVisible);
      root.removeEventListener('mouseenter', readIfVisible);
      document.removeEventListener('visibilitychange', readIfVisible);
    };
  }, [everyMs, live]);
}
