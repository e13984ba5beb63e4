// Connects to Qrius on the first run, and changes the key later.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type ConnectionView, MAX_NAME } from '../../shared/contract/home';
import { type Fault, isAboutTheKey } from '../rpc/faults';
import { Button } from '../ui/button';
import { FaultNotice } from '../ui/fault-notice';
import { FormView } from '../ui/form-view';
import { Notice } from '../ui/notice';
import { QriusLink } from '../ui/qrius-link';
import { TextField } from '../ui/text-field';
import { words as shared } from '../ui/words';
import { keyIn } from './pasted-key';
import { words } from './words';

interface Props {
  connection: ConnectionView | null;
  /** Qrius rejected the key in use. */
  rejected: boolean;
  busy: boolean;
  fault: Fault | null;
  onConnect(key: string, name: string): void;
  /** null on the first run, where there is nothing to go back to. */
  onBack: (() => void) | null;
  /** What the user had removed right now; null where nothing was. */
  removed: keyof typeof words.removed | null;
  /** What is shown above the steps. */
  children: ComponentChildren;
}

/** What is typed, and what is missing of it once the user has tried. */
function useFields({ connection, busy, onConnect }: Pick<Props, 'connection' | 'busy' | 'onConnect'>) {
  const [key, setKey] = useState('');
  const [name, setName] = useState(connection?.name ?? '');
  const [tried, setTried] = useState(false);
  const [sent, setSent] = useState('');
  const missing = { key: keyIn(key) === '', name: name.trim() === '' };
  function submit() {
    if (busy) return;
    setTried(true);
    setSent(key);
    if (missing.key || missing.name) document.getElementById(missing.key ? 'key' : 'name')?.focus();
    else onConnect(keyIn(key), name.trim());
  }
  const keyError = tried && missing.key ? words.keyMissing : null;
  const nameError = tried && missing.name ? words.nameMissing : null;
  return { key, setKey, keyError, isSent: key === sent, name, setName, nameError, submit };
}

export function Connect(props: Props) {
  const { connection, rejected, busy, fault, onBack, removed, children } = props;
  const { key, setKey, keyError, isSent, name, setName, nameError, submit } = useFields(props);
  const aboutKey = fault !== null && isAboutTheKey(fault);
  return (
    <FormView
      title={connection ? words.changeTitle : words.connectTitle}
      onSubmit={submit}
      bar={
        <>
          <Button kind="primary" type="submit" unavailable={busy}>
            {labelOf(connection !== null, busy)}
          </Button>
          {onBack && <Button onClick={onBack}>{shared.back}</Button>}
        </>
      }
    >
      {removed && <Notice kind="note" message={words.removed[removed]} />}
      {children}
      {connection ? (
        <p>{rejected ? words.rejectedKey(connection.keyEnding) : words.currentKey(connection.keyEnding)}</p>
      ) : (
        <FirstSteps />
      )}
      {fault && !aboutKey && <FaultNotice fault={fault} />}
      <TextField
        id="key"
        secret
        label={words.key}
        hint={<KeyHint isFirst={connection === null} />}
        error={keyError ?? (aboutKey && isSent ? fault.message : null)}
        value={key}
        onInput={setKey}
      />
      <TextField
        id="name"
        label={words.name}
        hint={words.nameHint}
        error={nameError}
        value={name}
        maxLength={MAX_NAME}
        onInput={setName}
      />
      <Editors />
    </FormView>
  );
}

function labelOf(changing: boolean, busy: boolean): string {
  if (changing) return busy ? words.changing : words.changeKey;
  return busy ? words.connecting : words.connect;
}

const FirstSteps = () => (
  <>
    <p>{words.intro}</p>
    <ol class="steps">
      {words.steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  </>
);

/** Who connects for the first time may have no account yet. */
const KeyHint = ({ isFirst }: { isFirst: boolean }) => (
  <>
    {words.keyHint.before}
    <QriusLink>{words.keyHint.link}</QriusLink>
    {words.keyHint.after}
    {isFirst && (
      <>
        {' '}
        <QriusLink>{words.createAccount}</QriusLink>
      </>
    )}
  </>
);

const Editors = () => (
  <details>
    <summary>{words.editors.title}</summary>
    <p>{words.editors.risk}</p>
    <p>{words.editors.advice}</p>
    <ul class="steps">
      {words.editors.ways.map((way) => (
        <li key={way}>{way}</li>
      ))}
    </ul>
  </details>
);
