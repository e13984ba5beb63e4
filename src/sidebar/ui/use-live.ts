// Repeats a reading while the page is looked at.
import { useEffect, useRef } from 'preact/hooks';

/** @param read must itself refuse to overlap. @param everyMs milliseconds between two readings. */
export function useLive(read: () => void, everyMs: number, live: boolean): void {
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    if (!live) return;
    const look = () => {
      if (!document.hidden) latest.current();
    };
    const timer = setInterval(look, everyMs);
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [everyMs, live]);
}
