// Whose key is used, and the ways to change or remove it, alone or with all that the add-on keeps.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConnectionView } from '../../shared/contract/home';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/checkbox';
import { words as shared } from '../ui/words';
import { connection as words } from './words';

interface Props {
  connection: ConnectionView;
  busy: boolean;
  onChange(): void;
  onRemove(): void;
  onRemoveAll(tabs: boolean): void;
}

export function Connection({ connection, busy, onChange, onRemove, onRemoveAll }: Props) {
  const [asking, setAsking] = useState<'key' | 'all' | null>(null);
  const onKeep = () => setAsking(null);
  return (
    <section>
      <h2>{words.title}</h2>
      <p>
        {words.connected(connection)}
        <br />
        <span class="quiet">{words.keyEnding(connection.keyEnding)}</span>
      </p>
      {asking === 'key' && (
        <Confirm title={words.removeTitle} hint={words.removeHint}>
          <Button kind="danger" unavailable={busy} onClick={onRemove}>
            {busy ? words.removing : words.remove}
          </Button>
          <Button onClick={onKeep}>{words.keep}</Button>
        </Confirm>
      )}
      {asking === 'all' && <RemoveAll busy={busy} onRemoveAll={onRemoveAll} onKeep={onKeep} />}
      {asking === null && (
        <div class="actions">
          <Button kind="link" onClick={onChange}>
            {shared.changeKey}
          </Button>
          <Button kind="link" onClick={() => setAsking('key')}>
            {words.remove}
          </Button>
          <Button kind="link" onClick={() => setAsking('all')}>
            {words.removeAll}
          </Button>
        </div>
      )}
    </section>
  );
}

interface RemoveAllProps extends Pick<Props, 'busy' | 'onRemoveAll'> {
  onKeep(): void;
}

function RemoveAll({ busy, onRemoveAll, onKeep }: RemoveAllProps) {
  const [tabs, setTabs] = useState(false);
  const choice = (
    <Checkbox label={words.removeTabs} hint={words.removeTabsHint} checked={tabs} onChange={setTabs} />
  );
  return (
    <Confirm title={words.removeAllTitle} hint={words.removeAllHint} choice={choice}>
      <Button kind="danger" unavailable={busy} onClick={() => onRemoveAll(tabs)}>
        {busy ? words.removing : words.removeAll}
      </Button>
      <Button onClick={onKeep}>{words.keepAll}</Button>
    </Confirm>
  );
}

interface ConfirmProps {
  title: string;
  hint: string;
  choice?: ComponentChildren;
  /** The buttons. */
  children: ComponentChildren;
}

function Confirm({ title, hint, choice, children }: ConfirmProps) {
  // The button that asked is gone, and the focus with it.
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    box.current?.focus();
    box.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <fieldset ref={box} tabIndex={-1}>
      <legend>{title}</legend>
      <p>{hint}</p>
      {choice}
      <div class="actions">{children}</div>
    </fieldset>
  );
}
