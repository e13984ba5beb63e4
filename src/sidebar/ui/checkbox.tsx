// A checkbox with its label and an optional hint.
interface Props {
  label: string;
  hint?: string;
  checked: boolean;
  onChange(checked: boolean): void;
}

export function Checkbox({ label, hint, checked, onChange }: Props) {
  return (
    <label class="option">
      <input type="checkbox" checked={checked} onChange={() => onChange(!checked)} />
      <span>
        {label}
        {hint && <small>{hint}</small>}
      </span>
    </label>
  );
}
