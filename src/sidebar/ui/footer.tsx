// The last line of every view: help, and which version this is.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { Button } from './button';
import { words } from './words';

/** Opens the help; null where the help itself is shown, or cannot be. */
export const OpenHelp = createContext<(() => void) | null>(null);

export function Footer() {
  const openHelp = useContext(OpenHelp);
  return (
    <footer>
      {openHelp && (
        <Button kind="link" onClick={openHelp}>
          {words.help}
        </Button>
      )}
      <small>{words.product}</small>
    </footer>
  );
}
