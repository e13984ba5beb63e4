// The QR code of the row that is selected in the sheet; it follows the selection while it is open.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PickedCode } from '../../wire/contract';
import { call } from '../rpc/call';
import type { Answer } from '../rpc/faults';
import { Button } from '../ui/button';
import { copyText } from '../ui/copy';
import { useLive } from '../ui/use-live';

const FOLLOW_MS = 3_000;
/** What stands in a cell is followed only if it is a web address. */
const WEB_ADDRESS = /^https?:\/\//i;

export function Picked() {
  const [open, setOpen] = useState(false);
  const [answer, setAnswer] = useState<Answer<PickedCode | null> | null>(null);
  const reading = useRef(false);

  async function read() {
    if (reading.current) return;
    reading.current = true;
    setAnswer(await call('picked', null));
    reading.current = false;
  }
  useEffect(() => {
    if (open) read();
  }, [open]);
  useLive(read, FOLLOW_MS, open);

  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>QR code of the selected row</summary>
      {answer === null && <p class="quiet">Looking…</p>}
      {answer?.ok === false && <p>{answer.fault.message}</p>}
      {answer?.ok && answer.value === null && (
        <p class="quiet">Select a row that has a code, and it shows here.</p>
      )}
      {answer?.ok && answer.value && <Code key={answer.value.id} code={answer.value} />}
    </details>
  );
}

function Code({ code: { row, name, shortUrl, imageUrl } }: { code: PickedCode }) {
  const [broken, setBroken] = useState(false);
  const [said, setSaid] = useState('');
  const pictured = WEB_ADDRESS.test(imageUrl) && !broken;
  return (
    <figure>
      {pictured ? (
        <img src={imageUrl} alt={`QR code of row ${row}`} onError={() => setBroken(true)} />
      ) : (
        <p class="quiet">This row has no picture that can be shown.</p>
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
        <Button
          kind="link"
          onClick={async () =>
            setSaid(
              (await copyText(shortUrl)) ? 'Copied.' : 'Select the address and copy it with Ctrl+C or ⌘C.',
            )
          }
        >
          Copy short URL
        </Button>
        <span role="status" class="quiet">
          {said}
        </span>
      </figcaption>
    </figure>
  );
}
