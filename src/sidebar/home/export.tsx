// What a user takes away from a sheet with codes: a CSV file, the short URLs, and the code of the row that is selected.
import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../rpc/call';
import { Button } from '../ui/button';
import { copyText } from '../ui/copy';
import { counted } from '../ui/format';
import { Notice } from '../ui/notice';
import { Picked } from './selected-code';

export function TakeAway() {
  const [busy, setBusy] = useState<'csv' | 'shortUrls' | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [done, setDone] = useState('');
  const [urls, setUrls] = useState<string | null>(null);

  async function downloadCsv() {
    setBusy('csv');
    const answer = await call('csv', null);
    setBusy(null);
    setFault(answer.ok ? null : answer.fault.message);
    if (!answer.ok) return;
    download(answer.value.fileName, answer.value.text);
    setDone('The CSV file was downloaded.');
  }

  async function copyUrls() {
    setBusy('shortUrls');
    const answer = await call('shortUrls', null);
    setBusy(null);
    setFault(answer.ok ? null : answer.fault.message);
    if (!answer.ok) return;
    const { count, text } = answer.value;
    setUrls(count > 0 ? text : null);
    if (count === 0) setDone('No row has a short URL yet.');
    else if (await copyText(text)) setDone(`${counted(count, 'short URL')} copied.`);
    else setDone('Copy the short URLs with Ctrl+C, or ⌘C on a Mac.');
  }

  return (
    <section>
      <h2>Use the codes</h2>
      <div class="actions">
        <Button unavailable={busy !== null} onClick={downloadCsv}>
          {busy === 'csv' ? 'Preparing…' : 'Download CSV'}
        </Button>
        <Button unavailable={busy !== null} onClick={copyUrls}>
          {busy === 'shortUrls' ? 'Collecting…' : 'Copy short URLs'}
        </Button>
      </div>
      {fault && <Notice kind="fault" message={fault} />}
      <p role="status" class="quiet">
        {done}
      </p>
      {urls !== null && <Urls text={urls} />}
      <Picked />
    </section>
  );
}

function Urls({ text }: { text: string }) {
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.select(), [text]);
  return <textarea ref={area} aria-label="Short URLs" readOnly rows={4} value={text} />;
}

function download(fileName: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // Not at once: the browser still reads it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
