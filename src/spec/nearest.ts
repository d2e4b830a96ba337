import { distance } from 'fastest-levenshtein';

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
