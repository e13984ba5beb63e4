// Which sheet of labels, and how it is filled.
import { Button } from '../ui/button';
import { Checkbox } from '../ui/checkbox';
import { Select } from '../ui/select';
import { NumberInput } from './inputs';
import { type FreeSheet, isA4, LABEL_SHEETS, type LabelSheet, PAPERS, paperOf } from './label-sheets';
import type { TextPlace } from './labels';
import { FREE, type LabelSettings, labelSheetOf, withSheet } from './settings';
import { WORDS } from './words';

interface Props {
  labels: LabelSettings;
  /** Whether labels have text. */
  hasText: boolean;
  onLabels(labels: LabelSettings): void;
  /** Undefined while it can't be printed. */
  onTestPage: (() => void) | undefined;
}

function nameOf(sheet: LabelSheet): string {
  if (sheet.kind === 'tent') return WORDS.tentName(paperOf(sheet));
  if (sheet.kind === 'poster') return WORDS.posterName(sheet.id);
  return `${sheet.id}: ${WORDS.size(sheet.w, sheet.h, sheet.cols * sheet.rows)}`;
}

const grouped = (group: string, belongs: (sheet: LabelSheet) => boolean) =>
  LABEL_SHEETS.filter(belongs).map((sheet) => ({ value: sheet.id, label: nameOf(sheet), group }));

const SHEETS = [
  ...grouped(WORDS.groups.a4Label, (sheet) => sheet.kind === 'label' && isA4(sheet)),
  ...grouped(WORDS.groups.letterLabel, (sheet) => sheet.kind === 'label' && !isA4(sheet)),
  ...grouped(WORDS.groups.card, ({ kind }) => kind === 'card'),
  ...grouped(WORDS.groups.tent, ({ kind }) => kind === 'tent'),
  ...grouped(WORDS.groups.poster, ({ kind }) => kind === 'poster'),
  { value: FREE, label: WORDS.freeSheet, group: WORDS.groups.free },
];

const TEXT_PLACES: ReadonlyArray<{ value: TextPlace; label: string }> = [
  { value: 'under', label: WORDS.under },
  { value: 'beside', label: WORDS.beside },
];

export function LabelsForm({ labels, hasText, onLabels, onTestPage }: Props) {
  const set = (change: Partial<LabelSettings>) => onLabels({ ...labels, ...change });
  const sheet = labelSheetOf(labels);
  return (
    <fieldset>
      <legend>{WORDS.labels}</legend>
      <div class="fields">
        <Select
          id="sheet"
          label={WORDS.labelSheet}
          value={labels.sheet}
          options={SHEETS}
          onPick={(id) => onLabels(withSheet(labels, id))}
        />
        {typeof sheet !== 'string' && sheet.also.length > 0 && (
          <p class="quiet wide">{WORDS.also(sheet.also)}</p>
        )}
        {labels.sheet === FREE && <FreeForm free={labels.free} onFree={(free) => set({ free })} />}
        {hasText && (
          <Select
            id="text-place"
            label={WORDS.textPlace}
            value={labels.textPlace}
            options={TEXT_PLACES}
            onPick={(textPlace) => set({ textPlace })}
          />
        )}
        <NumberInput
          key={labels.sheet}
          id="start"
          label={WORDS.start}
          value={labels.start}
          onValue={(start) => set({ start })}
        />
        <NumberInput
          id="copies"
          label={WORDS.copies}
          value={labels.copies}
          onValue={(copies) => set({ copies })}
        />
        <Checkbox
          label={WORDS.cutMarks}
          checked={labels.cutMarks}
          onChange={(cutMarks) => set({ cutMarks })}
        />
      </div>
      <details>
        <summary>{WORDS.adjust}</summary>
        <div class="fields">
          <p class="quiet wide">{WORDS.adjustHint}</p>
          <NumberInput
            id="nudge-x"
            label={WORDS.nudgeX}
            step={0.1}
            value={labels.nudge.x}
            onValue={(x) => set({ nudge: { ...labels.nudge, x } })}
          />
          <NumberInput
            id="nudge-y"
            label={WORDS.nudgeY}
            step={0.1}
            value={labels.nudge.y}
            onValue={(y) => set({ nudge: { ...labels.nudge, y } })}
          />
          <div class="wide">
            <Button unavailable={onTestPage === undefined} onClick={() => onTestPage?.()}>
              {WORDS.testPage}
            </Button>
          </div>
        </div>
      </details>
    </fieldset>
  );
}

const PAPER_OPTIONS = PAPERS.map((value) => ({ value, label: value }));

const FREE_FIELDS: ReadonlyArray<{ key: keyof Omit<FreeSheet, 'paper'>; label: string; step: number }> = [
  { key: 'columns', label: WORDS.columns, step: 1 },
  { key: 'rows', label: WORDS.rows, step: 1 },
  { key: 'marginX', label: WORDS.marginX, step: 0.1 },
  { key: 'marginY', label: WORDS.marginY, step: 0.1 },
  { key: 'gapX', label: WORDS.gapX, step: 0.1 },
  { key: 'gapY', label: WORDS.gapY, step: 0.1 },
];

function FreeForm({ free, onFree }: { free: FreeSheet; onFree(free: FreeSheet): void }) {
  return (
    <>
      <Select
        id="paper-size"
        label={WORDS.paper}
        value={free.paper}
        options={PAPER_OPTIONS}
        onPick={(paper) => onFree({ ...free, paper })}
      />
      {FREE_FIELDS.map(({ key, label, step }) => (
        <NumberInput
          key={key}
          id={key}
          label={label}
          step={step}
          value={free[key]}
          onValue={(value) => onFree({ ...free, [key]: value })}
        />
      ))}
    </>
  );
}
