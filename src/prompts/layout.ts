/** Columns that clack puts around a text: the guide of a message, the frame of a note, the mark of an option. */
export const frames = { message: 4, note: 6, option: 15 } as const;

/** The columns of the terminal that a frame leaves for a text. */
export function columnsWithin(frame: keyof typeof frames): number {
  return Math.max(narrowest, (process.stdout.columns ?? 80) - frames[frame]);
}

/** Below this many columns a text is not broken further: the terminal does it, anywhere. */
const narrowest = 10;

/**
 * Breaks a text between words into lines of at most `width` columns; a longer word stays whole.
 * Clack breaks long texts too, and leaves the blank at the end of a line or at the start of the next.
 */
export function wrapWords(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** A text after a mark, as of a list item: further lines start under the text of the first. */
export function wrapAfter(mark: string, text: string, columns: number): string[] {
  return wrapWords(text, columns - mark.length).map(
    (line, index) => (index === 0 ? mark : ' '.repeat(mark.length)) + line,
  );
}
