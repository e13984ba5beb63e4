// A number with its label.
export interface Count {
  label: string;
  count: number;
  /** Needs attention where it is not zero. */
  warn?: boolean;
}
