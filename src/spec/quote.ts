/** A text from outside as a message shows it: in quotes, and cut where it is long. */
export function quote(text: string): string {
  return JSON.stringify(text.length > longest ? `${text.slice(0, longest - 3)}…` : text);
}

/** Characters of a text that are shown. */
const longest = 60;
