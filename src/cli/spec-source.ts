import { createReadStream } from 'node:fs';
import { mostBytes, parseSpec, tooLarge } from '../spec/parse.ts';
import type { Answers } from '../spec/spec.ts';
import { UsageError } from './usage-error.ts';

/**
 * Reads the answers of `--spec`: a file, or stdin for `-`.
 *
 * @throws UsageError when it cannot be read; SpecError when its text is not a spec
 */
export async function answersFromSpec(source: string, stdinIsTerminal: boolean): Promise<Answers> {
  if (source !== '-') return parseSpec(await readText(createReadStream(source), source), source);
  if (stdinIsTerminal) {
    throw new UsageError(
      '--spec - reads stdin, and nothing is piped into it',
      'for example: create-arch-app --spec - < arch.yaml',
    );
  }
  return parseSpec(await readText(process.stdin, 'stdin'), 'stdin');
}

/** Waits for a slow writer, and stops at one that never ends. */
async function readText(stream: AsyncIterable<Buffer>, shown: string): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw tooLarge(shown);
      chunks.push(chunk);
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
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
