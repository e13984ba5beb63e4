// A drop-down list beside its label.
import type { ComponentChildren } from 'preact';

interface Option<T> {
  value: T;
  label: string;
  /** Options of one group follow each other and are set apart under its name. */
  group?: string;
}

interface Props<T extends string | number> {
  id: string;
  label: ComponentChildren;
  value: T;
  options: readonly Option<T>[];
  disabled?: boolean;
  onPick(value: T): void;
}

export function Select<T extends string | number>(props: Props<T>) {
  const { id, label, value, options, disabled = false, onPick } = props;
  const groups = [...new Set(options.map(({ group }) => group))];
  return (
    <div class="column">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        disabled={disabled}
        onChange={({ currentTarget }) => {
          const picked = options[currentTarget.selectedIndex];
          if (picked) onPick(picked.value);
        }}
      >
        {groups.map((group) => {
          const items = options.filter((option) => option.group === group).map(item);
          return group === undefined ? (
            items
          ) : (
            <optgroup key={group} label={group}>
              {items}
            </optgroup>
          );
        })}
      </select>
    </div>
  );
}

const item = <T extends string | number>({ value, label }: Option<T>) => (
  <option key={value} value={value}>
    {label}
  </option>
);
