// The script's log, for whoever maintains the add-on.

/** Notes where an error came from. Its words are Google's or a service's, and may hold what is in cells: they stay out. */
export function noteError(error: unknown): void {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error();
  const places = stack.replace(message, '').match(/^ +at .{1,200}$/gm) ?? [];
  console.error([name, ...places].join('\n'));
}
