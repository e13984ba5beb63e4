// Puts text on the clipboard.

/** Answers whether it worked: a page of HtmlService stands in a foreign frame, where the browser may refuse. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
