// The QR code of the row that is selected in the sheet; follows the selection while it is open.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SelectedCode } from '../../shared/contract/print';
import { call } from '../rpc/call';
import type { Answer } from '../rpc/faults';
import { Button } from '../ui/button';
import { copyText } from '../ui/copy';
import { useLive } from '../ui/use-live';
import { selected as words } from './words';

const FOLLOW_MS = 3_000;
/** A cell's text becomes a link or an image only if it is a web address. */
const WEB_ADDRESS = /^https?:\/\//i;

export function SelectedCodePanel() {
  const [open, setOpen] = useState(false);
  const [answer, setAnswer] = useState<Answer<SelectedCode | null> | null>(null);
  const reading = useRef(false);

  async function read() {
    if (reading.current) return;
    reading.current = true;
    setAnswer(await call('selectedCode', null));
    reading.current = false;
  }
  useEffect(() => {
    if (open) read();
  }, [open]);
  useLive(read, FOLLOW_MS, open);

  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.title}</summary>
      <Content answer={answer} />
    </details>
  );
}

function Content({ answer }: { answer: Answer<SelectedCode | null> | null }) {
  if (answer === null) return <p class="quiet">{words.loading}</p>;
  if (!answer.ok) return <p>{answer.fault.message}</p>;
  if (answer.value === null) return <p class="quiet">{words.none}</p>;
  return <Code key={answer.value.id} code={answer.value} />;
}

function Code({ code: { row, name, shortUrl, imageUrl } }: { code: SelectedCode }) {
  const [broken, setBroken] = useState(false);
  const [said, setSaid] = useState('');
  const copy = async () => setSaid((await copyText(shortUrl)) ? words.copied : words.copyByHand);
  return (
    <figure>
      {WEB_ADDRESS.test(imageUrl) && !broken ? (
        <img src={imageUrl} alt={words.image(row)} onError={() => setBroken(true)} />
      ) : (
        <p class="quiet">{words.noImage}</p>
      )}
      <figcaption>
        <b>{name}</b>
        {WEB_ADDRESS.test(shortUrl) ? (
          <a href={shortUrl} target="_blank" rel="noopener noreferrer">
            {shortUrl}
          </a>
        ) : (
          <span>{shortUrl}</span>
        )}
        <Button kind="link" onClick={copy}>
          {words.copy}
        </Button>
        <span role="status" class="quiet">
          {said}
        </span>
      </figcaption>
    </figure>
  );
}
