import { Command, CommanderError } from 'commander';
import { suggestion } from '../spec/nearest.ts';
import type { ExitCode } from './exit-code.ts';
import { helpExamples } from './examples.ts';
import {
  choiceOptions,
  forceOptions,
  generationOptions,
  type ParsedOptions,
  sourceOptions,
  talkOptions,
  wishOption,
} from './options.ts';
import { UsageError } from './usage-error.ts';
import { shells, verbs as abouts } from './verbs.ts';
import { version } from './version.ts';

/** What the verbs do; the program only tells which one is meant, with its flags. */
export interface Verbs {
  create(folder: string | undefined, options: ParsedOptions): Promise<ExitCode>;
  recommend(options: ParsedOptions): Promise<ExitCode>;
  completion(shell: string): Promise<ExitCode>;
}

/**
 * The command line, built from the catalogue.
 *
 * @param write receives help and version texts
 * @param onExit told the exit code of the verb that ran
 */
export function makeProgram(
  verbs: Verbs,
  write: (text: string) => void,
  onExit: (code: ExitCode) => void,
): Command {
  const program = createCommand(verbs, onExit);
  for (const command of [
    program,
    addRecommend(program, verbs, onExit),
    addCompletion(program, verbs, onExit),
  ]) {
    command
      .exitOverride()
      .configureOutput({ writeOut: write, writeErr: () => undefined })
      .helpOption('-h, --help', 'show this help');
  }
  return program;
}

/** Runs the program; errors of the command line come as UsageError. */
export async function parse(program: Command, argv: readonly string[]): Promise<void> {
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw asUsageError(error, commandOf(program, argv));
  }
}

function createCommand(verbs: Verbs, onExit: (code: ExitCode) => void): Command {
  const program = new Command('create-arch-app')
    .description('One command turns an architectural decision into a running TypeScript backend.')
    .argument(
      '[dir]',
      'folder to create; its name is the name of the system; ./NAME for one named like a command',
    )
    .enablePositionalOptions()
    .helpCommand('help [command]', 'show this help, or that of a command')
    .version(version, '-V, --version', 'print the version');
  const options = [
    ...choiceOptions(),
    ...sourceOptions(),
    ...generationOptions(),
    ...talkOptions(),
    ...forceOptions('Help me choose (with --yes, the style that fits best):'),
  ];
  for (const option of options) program.addOption(option);
  return program
    .addHelpText('after', helpExamples)
    .action(async (folder: string | undefined, parsed: ParsedOptions) =>
      onExit(await verbs.create(folder, parsed)),
    );
}

function addRecommend(program: Command, verbs: Verbs, onExit: (code: ExitCode) => void): Command {
  const recommend = program.command('recommend').description(abouts.recommend);
  for (const option of [...forceOptions('Your situation:'), wishOption()])
    recommend.addOption(option);
  recommend.option('-y, --yes', 'take the default for every answer that is not given');
  for (const option of talkOptions()) recommend.addOption(option);
  return recommend.action(async () => onExit(await verbs.recommend(recommend.optsWithGlobals())));
}

function addCompletion(program: Command, verbs: Verbs, onExit: (code: ExitCode) => void): Command {
  return program
    .command('completion')
    .argument('<shell>', shells.join(', '))
    .description(abouts.completion)
    .action(async (shell: string) => onExit(await verbs.completion(shell)));
}

/** The command that the arguments name: where to look for a similar flag. */
function commandOf(program: Command, argv: readonly string[]): Command {
  return program.commands.find((command) => command.name() === argv[0]) ?? program;
}

function asUsageError(error: CommanderError, command: Command): UsageError {
  const message = error.message.replace(/^error: /, '').split('\n')[0] ?? error.message;
  if (error.code !== 'commander.unknownOption') {
    return new UsageError(message, 'create-arch-app --help shows what can be given');
  }
  const unknown = /'([^']*)'/.exec(message)?.[1] ?? '';
  const flags = command
    .createHelp()
    .visibleOptions(command)
    .map(({ long }) => long ?? '');
  return new UsageError(`unknown flag ${unknown}`, suggestion(unknown, flags, 'known flags'));
}
