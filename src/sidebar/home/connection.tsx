// Whose key is used, and the ways to change or remove it.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConnectionView } from '../../shared/contract';
import { Button } from '../ui/button';
import { words as shared } from '../ui/words';
import { connection as words } from './words';

interface Props {
  connection: ConnectionView;
  busy: boolean;
  onChange(): void;
  onRemove(): void;
}

export function Connection({ connection, busy, onChange, onRemove }: Props) {
  const [asking, setAsking] = useState(false);
  return (
    <section>
      <h2>{words.title}</h2>
      <p>
        {words.connected(connection)}
        <br />
        <span class="quiet">{words.keyEnding(connection.keyEnding)}</span>
      </p>
      {asking ? (
        <RemoveKey busy={busy} onRemove={onRemove} onKeep={() => setAsking(false)} />
      ) : (
        <div class="actions">
          <Button kind="link" onClick={onChange}>
            {shared.changeKey}
          </Button>
          <Button kind="link" onClick={() => setAsking(true)}>
            {words.remove}
          </Button>
        </div>
      )}
    </section>
  );
}

interface RemoveProps {
  busy: boolean;
  onRemove(): void;
  onKeep(): void;
}

function RemoveKey({ busy, onRemove, onKeep }: RemoveProps) {
  // The button that asked is gone, and the focus with it.
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <fieldset ref={box} tabIndex={-1}>
      <legend>{words.removeTitle}</legend>
      <p>{words.removeHint}</p>
      <div class="actions">
        <Button kind="danger" unavailable={busy} onClick={onRemove}>
          {busy ? words.removing : words.remove}
        </Button>
        <Button onClick={onKeep}>{words.keep}</Button>
      </div>
    </fieldset>
  );
}
