// The page's form controls, each with its label.
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

export function ColourInput({
  id,
  label,
  value,
  onValue,
}: Common & { value: string; onValue(value: string): void }) {
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

interface SelectProps<T extends string> extends Common {
  value: T;
  disabled?: boolean;
  onValue(value: T): void;
  /** Options in groups; a group without a name is not set apart. */
  groups: ReadonlyArray<{ name: string; options: ReadonlyArray<{ value: T; label: string }> }>;
}

export function Select<T extends string>({ id, label, value, disabled, groups, onValue }: SelectProps<T>) {
  const all = groups.flatMap(({ options }) => options);
  const pick = (text: string) => {
    const chosen = all.find((option) => option.value === text);
    if (chosen) onValue(chosen.value);
  };
  return (
    <div class="field wide">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        disabled={disabled}
        onChange={({ currentTarget }) => pick(currentTarget.value)}
      >
        {groups.map(({ name, options }) => {
          const items = options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ));
          return name === '' ? (
            items
          ) : (
            <optgroup key={name} label={name}>
              {items}
            </optgroup>
          );
        })}
      </select>
    </div>
  );
}

interface CheckboxProps {
  checked: boolean;
  hint?: string;
  onChecked(checked: boolean): void;
  children: ComponentChildren;
}

export function Checkbox({ checked, hint, onChecked, children }: CheckboxProps) {
  return (
    <label class="option wide">
      <input
        type="checkbox"
        checked={checked}
        onChange={({ currentTarget }) => onChecked(currentTarget.checked)}
      />
      <span>
        {children}
        {hint && <small>{hint}</small>}
      </span>
    </label>
  );
}
