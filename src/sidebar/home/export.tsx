// Taking codes out of the sheet: on paper and as pictures, a CSV file, the short URLs, and the code of the selected row.
import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../rpc/call';
import type { Fault } from '../rpc/faults';
import { Button } from '../ui/button';
import { copyText } from '../ui/copy';
import { FaultNotice } from '../ui/fault-notice';
import { SelectedCodePanel } from './selected-code';
import { exporting as words } from './words';

type Export = 'openPrint' | 'exportCsv' | 'listShortUrls';

/** The exports, one at a time, and what is to be said of the last one. */
function useExports() {
  const [busy, setBusy] = useState<Export | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [said, setSaid] = useState('');
  const [urls, setUrls] = useState<string | null>(null);

  async function ask<M extends Export>(method: M) {
    setBusy(method);
    const answer = await call<M>(method, null);
    setBusy(null);
    setFault(answer.ok ? null : answer.fault);
    return answer.ok ? answer.value : null;
  }
  async function downloadCsv() {
    const file = await ask('exportCsv');
    if (!file) return;
    download(file.fileName, file.text);
    setSaid(words.downloaded);
  }
  async function copyUrls() {
    const found = await ask('listShortUrls');
    if (!found) return;
    const { count, text } = found;
    setUrls(count > 0 ? text : null);
    if (count === 0) setSaid(words.noUrls);
    else setSaid((await copyText(text)) ? words.copied(count) : words.copyByHand);
  }
  return { busy, fault, said, urls, openPrint: () => ask('openPrint'), downloadCsv, copyUrls };
}

export function ExportCodes() {
  const { busy, fault, said, urls, openPrint, downloadCsv, copyUrls } = useExports();
  return (
    <section>
      <h2>{words.title}</h2>
      <div class="actions">
        <Button unavailable={busy !== null} onClick={openPrint}>
          {busy === 'openPrint' ? words.openingPrint : words.print}
        </Button>
        <Button unavailable={busy !== null} onClick={downloadCsv}>
          {busy === 'exportCsv' ? words.preparing : words.csv}
        </Button>
        <Button unavailable={busy !== null} onClick={copyUrls}>
          {busy === 'listShortUrls' ? words.copying : words.copyUrls}
        </Button>
      </div>
      {fault && <FaultNotice fault={fault} />}
      <p role="status" class="quiet">
        {said}
      </p>
      {urls !== null && <Urls text={urls} />}
      <SelectedCodePanel />
    </section>
  );
}

function Urls({ text }: { text: string }) {
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.select(), [text]);
  return <textarea ref={area} aria-label={words.urls} readOnly rows={4} value={text} />;
}

/** How long the browser may take to read the file, in milliseconds. */
const READING_MS = 60_000;

function download(fileName: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), READING_MS);
}
