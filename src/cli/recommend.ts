import { Interrupted } from '../disk/disk-error.ts';
import { defaultForces, type ForceAnswers, forces } from '../recommend/forces.ts';
import { rank } from '../recommend/rank.ts';
import { styles } from '../styles/styles.ts';
import { answersFromFlags } from './answers.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import type { ParsedOptions } from './options.ts';
import { sayRanking } from './ranking.ts';
import { givenForces, wishedStyle } from './recommended-style.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/**
 * The decision matrix alone: forces from flags or questions, ranked styles out, with warnings about
 * the style that is wished.
 */
export async function recommend(options: ParsedOptions, terminal: Terminal): Promise<ExitCode> {
  const wished = wishedStyle(options.style);
  const given = givenForces(answersFromFlags(options));
  const answers = await completeForces(given, options, terminal);
  const ranking = rank(answers);
  sayRanking(ranking, wished, terminal);
  terminal.result({
    answers,
    ...(wished && { wished }),
    ...ranking,
    ranked: ranking.ranked.map((entry) => ({ ...entry, available: styles[entry.style].available })),
  });
  return exitCode.done;
}

async function completeForces(
  given: Partial<ForceAnswers>,
  options: ParsedOptions,
  terminal: Terminal,
): Promise<ForceAnswers> {
  const missing = forces.filter(({ id }) => given[id] === undefined);
  if (options.yes || missing.length === 0) return { ...defaultForces, ...given };
  if (!terminal.interactive) {
    const flags = missing.map(({ flag }) => `--${flag}`).join(', ');
    const said = missing.length === 1 ? 'an answer is' : `${missing.length} answers are`;
    const message = `${said} missing, and there is nobody to ask`;
    throw new UsageError(message, `give ${flags}, or --yes for the default of each`);
  }
  const { askForces, Cancelled } = await import('../prompts/conversation.ts');
  try {
    return await askForces(given);
  } catch (error) {
    throw error instanceof Cancelled ? new Interrupted('cancelled') : error;
  }
}
