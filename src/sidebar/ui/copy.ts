// Puts text on the clipboard.

/** Answers whether it worked: HtmlService shows the page in a foreign frame, where a browser may refuse. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
