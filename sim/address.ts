// Whether a text is an address.

/** `URL.canParse` of Node 20 says no to addresses with letters beyond Latin-1 once it is compiled, so they are parsed. */
export function isAddress(text: string): boolean {
  try {
    new URL(text);
    return true;
  } catch {
    return false;
  }
}
