// The state of the page: which codes, how they look, and the work that is done with them.
import { useMemo, useState } from 'preact/hooks';
import type { Printables, PrintScope } from '../../shared/contract/print';
import { textMeasure } from './canvas';
import { downloadPictures, printLabels, printTestPage } from './jobs';
import type { LabelSheet } from './label-sheets';
import { clearPaper } from './output';
import { FIRST_SETTINGS, labelSheetOf, type Settings, withCaption } from './settings';
import type { Measure } from './text';
import { type Source, useSource } from './use-source';
import { useWork, type Worker } from './use-work';

const NOTHING: Printables = { sheet: '', fileName: '', headers: [], codes: [] };

export interface Print {
  scope: PrintScope;
  loaded: Source;
  /** Empty until it is loaded. */
  source: Printables;
  settings: Settings;
  /** What is printed on; null where pictures are downloaded, or a grid of the user's own can't be. */
  sheet: LabelSheet | null;
  measure: Measure;
  worker: Worker;
  setScope(scope: PrintScope): void;
  change(change: Partial<Settings>): void;
  begin(): void;
  testPage(): void;
}

export function usePrint(): Print {
  const [scope, setScope] = useState<PrintScope>('visible');
  const [chosen, setSettings] = useState(FIRST_SETTINGS);
  const loaded = useSource(scope);
  const worker = useWork();
  const measure = useMemo(textMeasure, []);
  const source = loaded.answer?.ok ? loaded.answer.value : NOTHING;
  const settings = useMemo(() => withCaption(chosen, source), [chosen, source]);
  const labels = labelSheetOf(settings.labels);
  const sheet = settings.output === 'download' || typeof labels === 'string' ? null : labels;

  /** What was printed is no longer what the page shows. */
  const forget = () => {
    clearPaper();
    worker.reset();
  };
  return {
    scope,
    loaded,
    source,
    settings,
    sheet,
    measure,
    worker,
    setScope: (picked) => {
      forget();
      setScope(picked);
    },
    change: (change) => {
      forget();
      setSettings({ ...settings, ...change });
    },
    begin: () =>
      worker.run(settings.output, (control) => {
        const run = { settings, source, measure, ...control };
        return sheet ? printLabels(sheet, run) : downloadPictures(run);
      }),
    testPage: () => sheet && printTestPage(sheet, settings.labels),
  };
}
