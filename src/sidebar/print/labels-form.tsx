// Which sheet of labels, and how it is filled.
import { Button } from '../ui/button';
import { Checkbox } from '../ui/checkbox';
import { Select } from '../ui/select';
import { Group, NumberInput } from './inputs';
import {
  type FreeSheet,
  isA4,
  LABEL_SHEETS,
  type LabelSheet,
  PAPERS,
  paperOf,
  productsOf,
} from './label-sheets';
import type { TextPlace } from './labels';
import { FREE, type LabelSettings, withSheet } from './settings';
import { WORDS } from './words';

interface Props {
  labels: LabelSettings;
  /** Whether labels have text. */
  hasText: boolean;
  onLabels(labels: LabelSettings): void;
  /** Undefined while it can't be printed. */
  onTestPage: (() => void) | undefined;
}

function nameOf(sheet: LabelSheet, product: string): string {
  if (sheet.kind === 'tent') return WORDS.tentName(paperOf(sheet));
  if (sheet.kind === 'poster') return WORDS.posterName(product);
  return `${product}: ${WORDS.size(sheet.w, sheet.h, sheet.cols * sheet.rows)}`;
}

/** Each product has a line of its own, so that it is found by the number on its box. */
const grouped = (group: string, belongs: (sheet: LabelSheet) => boolean) =>
  LABEL_SHEETS.filter(belongs)
    .flatMap((sheet) =>
      productsOf(sheet).map((product) => ({ value: product, label: nameOf(sheet, product), group })),
    )
    .sort((one, other) => one.value.localeCompare(other.value, 'en', { numeric: true }));

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
  const part = { labels, onChange: (change: Partial<LabelSettings>) => onLabels({ ...labels, ...change }) };
  return (
    <Group legend={WORDS.labels}>
      <Select
        id="sheet"
        label={WORDS.labelSheet}
        value={labels.sheet}
        options={SHEETS}
        onPick={(id) => onLabels(withSheet(labels, id))}
      />
      {labels.sheet === FREE && <FreeForm free={labels.free} onFree={(free) => part.onChange({ free })} />}
      <FillFields {...part} hasText={hasText} />
      <Printer {...part} onTestPage={onTestPage} />
    </Group>
  );
}

interface Part {
  labels: LabelSettings;
  onChange(change: Partial<LabelSettings>): void;
}

/** What goes on the labels, and on how many of them. */
function FillFields({ labels, hasText, onChange }: Part & Pick<Props, 'hasText'>) {
  const { sheet, textPlace, start, copies, cutMarks } = labels;
  return (
    <>
      {hasText && (
        <Select
          id="text-place"
          label={WORDS.textPlace}
          value={textPlace}
          options={TEXT_PLACES}
          onPick={(picked) => onChange({ textPlace: picked })}
        />
      )}
      <NumberInput
        key={sheet}
        id="start"
        label={WORDS.start}
        value={start}
        onValue={(value) => onChange({ start: value })}
      />
      <NumberInput
        id="copies"
        label={WORDS.copies}
        value={copies}
        onValue={(value) => onChange({ copies: value })}
      />
      <Checkbox
        label={WORDS.cutMarks}
        checked={cutMarks}
        onChange={(checked) => onChange({ cutMarks: checked })}
      />
    </>
  );
}

const NUDGES = [
  { side: 'x', label: WORDS.nudgeX },
  { side: 'y', label: WORDS.nudgeY },
] as const;

/** Labels and printers differ a little. */
function Printer({ labels: { nudge }, onChange, onTestPage }: Part & Pick<Props, 'onTestPage'>) {
  return (
    <details class="wide">
      <summary>{WORDS.adjust}</summary>
      <div class="fields">
        <p class="quiet wide">{WORDS.adjustHint}</p>
        {NUDGES.map(({ side, label }) => (
          <NumberInput
            key={side}
            id={`nudge-${side}`}
            label={label}
            step={0.1}
            value={nudge[side]}
            onValue={(value) => onChange({ nudge: { ...nudge, [side]: value } })}
          />
        ))}
        <div class="wide">
          <Button unavailable={onTestPage === undefined} onClick={() => onTestPage?.()}>
            {WORDS.testPage}
          </Button>
        </div>
      </div>
    </details>
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
