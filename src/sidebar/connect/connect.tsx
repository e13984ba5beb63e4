// The first run, and later the change of the key: paste the key, give a name, connect.
import { useState } from 'preact/hooks';
import { type ConnectionView, MOST_NAME } from '../../wire/contract';
import { type Fault, isAboutTheKey } from '../rpc/faults';
import { Button } from '../ui/button';
import { described, Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { View } from '../ui/view';

interface Props {
  connection: ConnectionView | null;
  busy: boolean;
  fault: Fault | null;
  onConnect(key: string, name: string): void;
  /** Leads back where a key is there already; null on the first run. */
  onBack: (() => void) | null;
}

export function Connect({ connection, busy, fault, onConnect, onBack }: Props) {
  const [key, setKey] = useState('');
  const [name, setName] = useState(connection?.name ?? '');
  const [tried, setTried] = useState(false);
  const aboutKey = fault !== null && isAboutTheKey(fault);
  const keyError = tried && key.trim() === '' ? 'Paste your API key.' : aboutKey ? fault.message : null;
  const nameError = tried && name.trim() === '' ? 'Give a name that your colleagues know.' : null;

  function submit(event: Event) {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    if (key.trim() !== '' && name.trim() !== '') onConnect(key.trim(), name.trim());
    else document.getElementById(key.trim() === '' ? 'key' : 'name')?.focus();
  }

  return (
    <form onSubmit={submit} noValidate>
      <View
        title={connection ? 'Change your API key' : 'Connect to Qrius'}
        bar={
          <>
            <Button kind="primary" type="submit" unavailable={busy}>
              {busy ? 'Connecting…' : 'Connect'}
            </Button>
            {onBack && <Button onClick={onBack}>Back</Button>}
          </>
        }
      >
        <p>
          {connection
            ? `The key in use ends in ${connection.keyEnding}. It stays until the new one works.`
            : 'Make a QR code for every row of this sheet. First connect your Qrius account.'}
        </p>
        {fault && !aboutKey && <Notice kind="fault" message={fault.message} />}
        <Field
          id="key"
          label="API key"
          error={keyError}
          hint={
            <>
              You find it under Settings → API Keys in{' '}
              <a href="https://qrius.io" target="_blank" rel="noopener noreferrer">
                Qrius
              </a>
              . Only you can use it here; it is never shown again.
            </>
          }
        >
          <input
            id="key"
            type="password"
            value={key}
            autocomplete="off"
            {...described('key', keyError)}
            onInput={({ currentTarget }) => setKey(currentTarget.value)}
          />
        </Field>
        <Field
          id="name"
          label="Your name"
          error={nameError}
          hint="Colleagues see it beside your jobs in this sheet."
        >
          <input
            id="name"
            type="text"
            value={name}
            maxLength={MOST_NAME}
            autocomplete="off"
            {...described('name', nameError)}
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
        </Field>
      </View>
    </form>
  );
}
