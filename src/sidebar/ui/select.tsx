// A drop-down list beside its label.
import type { ComponentChildren } from 'preact';

interface Props<T extends string | number> {
  id: string;
  label: ComponentChildren;
  value: T;
  options: ReadonlyArray<{ value: T; label: string }>;
  onPick(value: T): void;
}

export function Select<T extends string | number>({ id, label, value, options, onPick }: Props<T>) {
  return (
    <div class="column">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={({ currentTarget }) => {
          const picked = options[currentTarget.selectedIndex];
          if (picked) onPick(picked.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
