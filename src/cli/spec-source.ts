import { readFileSync } from 'node:fs';
import { parseSpec } from '../spec/parse.ts';
import type { Answers } from '../spec/spec.ts';
import { UsageError } from './usage-error.ts';

/**
 * Reads the answers of `--spec`: a file, or stdin for `-`.
 *
 * @throws UsageError when it cannot be read; SpecError when its text is not a spec
 */
export function answersFromSpec(source: string, stdinIsTerminal: boolean): Answers {
  if (source !== '-') return parseSpec(readText(source, source), source);
  if (stdinIsTerminal) {
    throw new UsageError(
      '--spec - reads stdin, and nothing is piped into it',
      'for example: create-arch-app --spec - < arch.yaml',
    );
  }
  return parseSpec(readText(0, 'stdin'), 'stdin');
}

function readText(source: string | 0, shown: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(source));
  } catch (error) {
    const why = reasons[(error as NodeJS.ErrnoException).code ?? ''];
    if (!why) throw error;
    throw new UsageError(`cannot read ${shown}: ${why}`, 'give --spec the path of an arch.yaml');
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  ENAMETOOLONG: 'the path is too long',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not UTF-8 text',
};
