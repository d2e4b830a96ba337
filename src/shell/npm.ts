import { execa } from 'execa';
import { wasStopped } from './stopped.ts';

export type InstallOutcome =
  | { readonly kind: 'installed' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly why: string };

/**
 * Installs the dependencies of a folder.
 *
 * @param onLine told each line that npm prints, for `--verbose`
 * @returns the outcome; a failure of npm is never an error of the run
 */
export async function npmInstall(
  folder: string,
  signal: AbortSignal,
  onLine: (line: string) => void,
): Promise<InstallOutcome> {
  const npm = execa('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    cancelSignal: signal,
    stdin: 'ignore',
    all: true,
  });
  try {
    for await (const line of npm.iterable({ from: 'all' })) onLine(line);
    return { kind: 'installed' };
  } catch (error) {
    if (wasStopped(error, signal)) return { kind: 'stopped' };
    return { kind: 'failed', why: reason(error) };
  }
}

function reason(error: unknown): string {
  const { code, all, shortMessage } = error as {
    code?: string;
    all?: string;
    shortMessage?: string;
  };
  if (code === 'ENOENT') return 'npm is not installed';
  const said = all
    ?.split('\n')
    .filter((line) => /^npm (error|ERR!) (?!code|A complete log)/.test(line));
  return said?.[0]?.replace(/^npm (error|ERR!) /, '') ?? shortMessage ?? String(error);
}
