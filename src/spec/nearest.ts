import { distance } from 'fastest-levenshtein';

/**
 * What to write instead of a word that is none of the candidates: the one that was most likely meant,
 * and all of them.
 *
 * @param called what the candidates are
 */
export function suggestion(
  word: string,
  candidates: readonly string[],
  called = 'valid values',
): string {
  const close = nearest(word, candidates);
  const all = `${called}: ${candidates.join(', ')}`;
  return close ? `did you mean ${close}? ${all}` : all;
}

/**
 * The candidate that was most likely meant by a mistyped word, or nothing when none is close.
 * Close means at most a third of the longer word, rounded up, has to change.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  let best: { candidate: string; edits: number } | undefined;
  for (const candidate of candidates) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    if (!best || edits < best.edits) best = { candidate, edits };
  }
  if (!best) return undefined;
  const bound = Math.ceil(Math.max(word.length, best.candidate.length) / 3);
  return best.edits <= bound ? best.candidate : undefined;
}
