// Whose key is used: its last four characters, and the ways to change or forget it.
import { useState } from 'preact/hooks';
import type { ConnectionView } from '../../wire/contract';
import { Button } from '../ui/button';

interface Props {
  connection: ConnectionView;
  busy: boolean;
  onChange(): void;
  onForget(): void;
}

export function Connection({ connection, busy, onChange, onForget }: Props) {
  const [asking, setAsking] = useState(false);
  const { keyEnding, name, plan } = connection;
  return (
    <section>
      <h2>Your connection</h2>
      <p>
        {name}
        {plan && `, plan ${plan}`}
        <br />
        <span class="quiet">API key ending in {keyEnding}</span>
      </p>
      {asking ? (
        <fieldset>
          <legend>Forget the key?</legend>
          <p>Codes and rows stay as they are. To go on, you paste a key again.</p>
          <div class="actions">
            <Button unavailable={busy} onClick={onForget}>
              {busy ? 'Forgetting…' : 'Forget it'}
            </Button>
            <Button kind="link" onClick={() => setAsking(false)}>
              Keep it
            </Button>
          </div>
        </fieldset>
      ) : (
        <div class="actions">
          <Button kind="link" onClick={onChange}>
            Change key
          </Button>
          <Button kind="link" onClick={() => setAsking(true)}>
            Forget key
          </Button>
        </div>
      )}
    </section>
  );
}
