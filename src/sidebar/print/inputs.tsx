// Inputs for numbers and colours, each with its label, and the frame around a group of inputs.
import type { ComponentChildren } from 'preact';

interface Common {
  /** Unique on the page. */
  id: string;
  label: string;
}

export function NumberInput(props: Common & { value: number; step?: number; onValue(value: number): void }) {
  const { id, label, value, step = 1, onValue } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {/* Not controlled: while a number is typed its text is often no number yet. */}
      <input
        id={id}
        type="number"
        step={step}
        defaultValue={String(value)}
        onInput={({ currentTarget }) => onValue(currentTarget.valueAsNumber)}
      />
    </div>
  );
}

export function ColourInput(props: Common & { value: string; onValue(value: string): void }) {
  const { id, label, value, onValue } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="color"
        value={value}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
      />
    </div>
  );
}

export function Group({ legend, children }: { legend: string; children: ComponentChildren }) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div class="fields">{children}</div>
    </fieldset>
  );
}
