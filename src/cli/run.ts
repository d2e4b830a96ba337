import { reportError } from './errors.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import type { ParsedOptions } from './options.ts';
import { makeProgram, parse, type Verbs } from './program.ts';
import { type Surroundings, terminalFor } from './terminal.ts';

/**
 * Runs one command line.
 *
 * @param argv arguments without the program
 * @returns the exit code; every error has been printed
 */
export async function run(
  argv: readonly string[],
  surroundings: Surroundings,
  cwd: string,
): Promise<ExitCode> {
  let code: ExitCode = exitCode.done;
  const write = (text: string) => void surroundings.stdout.write(text);
  const program = makeProgram(verbs(surroundings, cwd, write), write, (result) => {
    code = result;
  });
  try {
    await parse(program, argv);
    return code;
  } catch (error) {
    const terminal = terminalFor(surroundings, { json: argv.includes('--json') });
    return reportError(error, terminal, argv.includes('--debug'));
  }
}

/** Each verb loads its own code, so that help and completion load none of it. */
function verbs(surroundings: Surroundings, cwd: string, write: (text: string) => void): Verbs {
  const terminal = (options: ParsedOptions) => terminalFor(surroundings, options);
  return {
    async create(folder, options) {
      const { create } = await import('./create.ts');
      return create(folder, options, terminal(options), { cwd, stdin: surroundings.stdin });
    },
    async recommend(options) {
      const { recommend } = await import('./recommend.ts');
      return recommend(options, terminal(options));
    },
    async completion(shell) {
      const { completion } = await import('./completion.ts');
      return completion(shell, write);
    },
  };
}
