// Radio buttons, each with an optional hint.
interface Props<T extends string> {
  legend: string;
  /** Groups the radio buttons; unique on the page. */
  name: string;
  value: T;
  options: ReadonlyArray<{ value: T; label: string; hint?: string }>;
  onPick(value: T): void;
}

export function Choice<T extends string>({ legend, name, value, options, onPick }: Props<T>) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {options.map((option) => (
        <label class="option" key={option.value}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onPick(option.value)}
          />
          <span>
            {option.label}
            {option.hint && <small>{option.hint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
