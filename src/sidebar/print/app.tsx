// The page: what is printed, how it looks, and the two things that can be done with it.
import { useEffect, useRef } from 'preact/hooks';
import type { Printables } from '../../shared/contract/print';
import { Button } from '../ui/button';
import { words as shared } from '../ui/words';
import { hasUrl } from './check';
import { OutcomeView } from './outcome';
import { PagePreview, PicturePreview } from './preview';
import { ScopeForm } from './scope-form';
import { type Settings, settingsFault } from './settings';
import { SettingsForm } from './settings-form';
import { usePrint } from './use-print';
import type { Worker } from './use-work';
import { WORDS } from './words';

export function App() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { scope, loaded, source, settings, measure, sheet, worker, ...acts } = usePrint();
  const preview = { codes: source.codes, settings, measure };
  return (
    <main>
      <div class="columns">
        <div class="choices">
          <h1 ref={heading} tabIndex={-1} class="unseen">
            {WORDS.title}
          </h1>
          <ScopeForm scope={scope} source={loaded} onScope={acts.setScope} />
          <SettingsForm
            settings={settings}
            source={source}
            onSettings={acts.change}
            onTestPage={acts.testPage}
          />
          <small>{shared.product}</small>
        </div>
        {sheet ? <PagePreview {...preview} sheet={sheet} /> : <PicturePreview {...preview} />}
      </div>
      <Bar settings={settings} source={source} worker={worker} onBegin={acts.begin} />
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
  const count = codes.filter(hasUrl).length;
  const fault = settingsFault(settings, headers, count);
  const words = settings.output === 'print' ? WORDS.printCodes : WORDS.downloadCodes;
  return (
    <div class="bar">
      {fault && <p class="error">{fault}</p>}
      {worker.work.phase === 'busy' ? (
        <Button onClick={worker.cancel}>{WORDS.cancel}</Button>
      ) : (
        <Button kind="primary" unavailable={fault !== null || count === 0} onClick={onBegin}>
          {words(count)}
        </Button>
      )}
      <Button onClick={() => google.script.host.close()}>{WORDS.close}</Button>
      <OutcomeView work={worker.work} />
    </div>
  );
}
