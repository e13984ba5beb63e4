// The page: what is printed, how it looks, and the two things that can be done with it.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Answer } from '../faults';
import { Button } from '../parts/button';
import { Choice } from '../parts/choice';
import { Notice } from '../parts/notice';
import { textMeasure } from './canvas';
import { DesignForm } from './design-form';
import { downloadPictures, printLabels } from './jobs';
import { LabelsForm } from './labels-form';
import { loadSource } from './load';
import { OutcomeView } from './outcome';
import { clearPaper, newPaper } from './output';
import { PicturesForm } from './pictures-form';
import { PagePreview, PicturePreview } from './preview';
import { FIRST_SETTINGS, labelSheetOf, labelsFault, type Settings, settingsFault } from './settings';
import type { PrintScope, PrintSource } from './source';
import { testPageSvg } from './svg';
import { useWork } from './use-work';
import { WORDS } from './words';

/** The codes of a scope; null while they are on their way. */
function useSource(scope: PrintScope): { answer: Answer<PrintSource> | null; again(): void } {
  const [answer, setAnswer] = useState<Answer<PrintSource> | null>(null);
  // Answers to a question that is no longer asked are dropped.
  const turn = useRef(0);
  async function again() {
    turn.current += 1;
    const asked = turn.current;
    setAnswer(null);
    const loaded = await loadSource(scope);
    if (asked === turn.current) setAnswer(loaded);
  }
  useEffect(() => {
    again();
  }, [scope]);
  return { answer, again };
}

const SCOPES: ReadonlyArray<{ value: PrintScope; label: string; hint?: string }> = [
  { value: 'selection', label: WORDS.selection },
  { value: 'visible', label: WORDS.visible, hint: WORDS.visibleHint },
  { value: 'sheet', label: WORDS.sheet },
];

const OUTPUTS: ReadonlyArray<{ value: Settings['output']; label: string; hint: string }> = [
  { value: 'print', label: WORDS.print, hint: WORDS.printHint },
  { value: 'download', label: WORDS.download, hint: WORDS.downloadHint },
];

export function App({ entry }: { entry: PrintScope }) {
  const [scope, setScope] = useState(entry);
  const { answer, again } = useSource(scope);
  const [settings, setSettings] = useState(FIRST_SETTINGS);
  const worker = useWork();
  const measure = useMemo(textMeasure, []);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const source = answer?.ok ? answer.value : null;
  const codes = source?.codes ?? [];
  const headers = source?.headers ?? [];
  const sheet = labelSheetOf(settings.labels);
  const fault = settingsFault(settings, headers, codes.length);
  const isBusy = worker.work.phase === 'busy';

  /** What was printed is no longer what the settings say. */
  const forget = () => {
    clearPaper();
    worker.reset();
  };
  const set = (change: Partial<Settings>) => {
    forget();
    setSettings({ ...settings, ...change });
  };
  const begin = () => {
    if (!source) return;
    worker.run(settings.output, (control) => {
      const run = { settings, source, measure, ...control };
      return settings.output === 'print' && typeof sheet !== 'string'
        ? printLabels(sheet, run)
        : downloadPictures(run);
    });
  };
  const printTestPage = () => {
    if (typeof sheet === 'string') return;
    newPaper(sheet.pageW, sheet.pageH)(testPageSvg(sheet, settings.labels.nudge, WORDS.testPageWords));
    window.print();
  };

  return (
    <main>
      <div class="columns">
        <div class="choices">
          <h1 ref={heading} tabIndex={-1}>
            {WORDS.title}
          </h1>
          <Choice
            legend={WORDS.scope}
            name="scope"
            value={scope}
            options={SCOPES}
            onPick={(picked) => {
              forget();
              setScope(picked);
            }}
          />
          <p role="status" class="quiet">
            {answer === null ? WORDS.loading : source && WORDS.found(codes.length, source.sheet)}
          </p>
          {answer?.ok === false && (
            <Notice kind="fault" message={answer.fault.message}>
              <Button onClick={again}>{WORDS.again}</Button>
            </Notice>
          )}
          {source && codes.length === 0 && (
            <Notice kind="hint" message={WORDS.none[scope]}>
              <Button onClick={again}>{WORDS.again}</Button>
            </Notice>
          )}
          <Choice
            legend={WORDS.output}
            name="output"
            value={settings.output}
            options={OUTPUTS}
            onPick={(output) => set({ output })}
          />
          {settings.output === 'print' ? (
            <LabelsForm
              labels={settings.labels}
              hasText={settings.caption !== 'none'}
              onLabels={(labels) => set({ labels })}
              onTestPage={labelsFault(settings.labels, 0) === null ? printTestPage : undefined}
            />
          ) : (
            <PicturesForm
              pictures={settings.pictures}
              headers={headers}
              onPictures={(change) => set({ pictures: { ...settings.pictures, ...change } })}
            />
          )}
          <DesignForm
            artist={settings.artist}
            onArtist={(artist) => set({ artist })}
            style={settings.style}
            caption={settings.caption}
            headers={headers}
            onStyle={(change) => set({ style: { ...settings.style, ...change } })}
            onCaption={(caption) => set({ caption })}
          />
        </div>
        {settings.output === 'print' && typeof sheet !== 'string' ? (
          <PagePreview codes={codes} settings={settings} measure={measure} sheet={sheet} />
        ) : (
          <PicturePreview codes={codes} settings={settings} measure={measure} />
        )}
      </div>
      <div class="bar">
        {fault && <p class="error">{fault}</p>}
        {isBusy ? (
          <Button onClick={worker.cancel}>{WORDS.cancel}</Button>
        ) : (
          <Button kind="primary" unavailable={fault !== null || codes.length === 0} onClick={begin}>
            {settings.output === 'print' ? WORDS.printCodes(codes.length) : WORDS.downloadCodes(codes.length)}
          </Button>
        )}
        <Button onClick={() => google.script.host.close()}>{WORDS.close}</Button>
        <OutcomeView work={worker.work} />
      </div>
    </main>
  );
}
