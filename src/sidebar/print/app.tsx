// The page: what is printed, how it looks, and the two things that can be done with it.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Printables, PrintScope } from '../../shared/contract/print';
import { Button } from '../ui/button';
import { words as shared } from '../ui/words';
import { textMeasure } from './canvas';
import { downloadPictures, printLabels, printTestPage } from './jobs';
import { OutcomeView } from './outcome';
import { clearPaper } from './output';
import { PagePreview, PicturePreview } from './preview';
import { ScopeForm } from './scope-form';
import { FIRST_SETTINGS, labelSheetOf, type Settings, settingsFault } from './settings';
import { SettingsForm } from './settings-form';
import { useSource } from './use-source';
import { useWork, type Worker } from './use-work';
import { WORDS } from './words';

const NOTHING: Printables = { sheet: '', headers: [], codes: [] };

export function App() {
  const [scope, setScope] = useState<PrintScope>('visible');
  const loaded = useSource(scope);
  const [settings, setSettings] = useState(FIRST_SETTINGS);
  const worker = useWork();
  const measure = useMemo(textMeasure, []);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const source = loaded.answer?.ok ? loaded.answer.value : NOTHING;
  const sheet = labelSheetOf(settings.labels);
  const isPage = settings.output === 'print' && typeof sheet !== 'string';

  /** What was printed is no longer what the page shows. */
  const forget = () => {
    clearPaper();
    worker.reset();
  };
  const begin = () =>
    worker.run(settings.output, (control) => {
      const run = { settings, source, measure, ...control };
      return isPage ? printLabels(sheet, run) : downloadPictures(run);
    });

  return (
    <main>
      <div class="columns">
        <div class="choices">
          <h1 ref={heading} tabIndex={-1} class="unseen">
            {WORDS.title}
          </h1>
          <ScopeForm
            scope={scope}
            source={loaded}
            onScope={(picked) => {
              forget();
              setScope(picked);
            }}
          />
          <SettingsForm
            settings={settings}
            headers={source.headers}
            onSettings={(change) => {
              forget();
              setSettings({ ...settings, ...change });
            }}
            onTestPage={() => typeof sheet !== 'string' && printTestPage(sheet, settings.labels)}
          />
          <small>{shared.product}</small>
        </div>
        {isPage ? (
          <PagePreview codes={source.codes} settings={settings} measure={measure} sheet={sheet} />
        ) : (
          <PicturePreview codes={source.codes} settings={settings} measure={measure} />
        )}
      </div>
      <Bar settings={settings} source={source} worker={worker} onBegin={begin} />
    </main>
  );
}

interface BarProps {
  settings: Settings;
  source: Printables;
  worker: Worker;
  onBegin(): void;
}

function Bar({ settings, source: { headers, codes }, worker, onBegin }: BarProps) {
  const fault = settingsFault(settings, headers, codes.length);
  const words = settings.output === 'print' ? WORDS.printCodes : WORDS.downloadCodes;
  return (
    <div class="bar">
      {fault && <p class="error">{fault}</p>}
      {worker.work.phase === 'busy' ? (
        <Button onClick={worker.cancel}>{WORDS.cancel}</Button>
      ) : (
        <Button kind="primary" unavailable={fault !== null || codes.length === 0} onClick={onBegin}>
          {words(codes.length)}
        </Button>
      )}
      <Button onClick={() => google.script.host.close()}>{WORDS.close}</Button>
      <OutcomeView work={worker.work} />
    </div>
  );
}
