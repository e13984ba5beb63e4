// Something that Qrius is asked for, and what it may be waiting for where it takes long.
import { useEffect, useState } from 'preact/hooks';
import { words } from './words';

/** Answers usually take less, in milliseconds. */
const USUAL_MS = 5_000;

/** @param message what happens. */
export function Waiting({ message }: { message: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), USUAL_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status">
      <p>{message}</p>
      {late && <p class="quiet">{words.rateLimit}</p>}
    </div>
  );
}
