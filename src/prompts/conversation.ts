import { intro, log, note } from '@clack/prompts';
import { wrongValues } from '../spec/resolve.ts';
import { type Answers, SpecError } from '../spec/spec.ts';
import { askOne, Cancelled } from './ask.ts';
import type { Setting } from './choice.ts';
import { answersOf, type Draft } from './draft.ts';
import { type Topic, topicsOf } from './topics.ts';
import { columnsWithin, wrapWords } from './layout.ts';

export { Cancelled } from './ask.ts';
export { askForces } from './forces.ts';

/** What a conversation depends on. */
export interface ConversationOptions extends Setting {
  /** False where a flag declined the git repository, which is then not asked about. */
  readonly git?: boolean | undefined;
  /** False where a flag declined `npm install`, which is then not asked about. */
  readonly install?: boolean | undefined;
  /**
   * What would be generated, as text for people in lines of at most `columns`.
   *
   * @throws SpecError where the answers do not go together
   */
  preview(answers: Answers, columns: number): string;
}

/** What was agreed on. */
export interface Conversation {
  readonly answers: Answers;
  /** Whether to make a git repository with a first commit. */
  readonly git: boolean;
  /** Whether to run `npm install`. */
  readonly install: boolean;
}

/**
 * Asks for everything that was not given, shows what would be generated, and lets answers be changed
 * until the person says to generate.
 *
 * @throws Cancelled when the person stops, at any question
 * @throws SpecError when a value that was given is wrong by itself
 */
export async function converse(
  given: Answers,
  options: ConversationOptions,
): Promise<Conversation> {
  const wrong = wrongValues(given);
  if (wrong.length > 0) throw new SpecError(wrong);
  intro('create-arch-app');
  log.message(wrapWords(guidance, columnsWithin('message')));
  const declined = (step: boolean | undefined) => (step === false ? false : undefined);
  let draft: Draft = {
    answers: given,
    git: declined(options.git),
    install: declined(options.install),
  };
  for (;;) {
    draft = await askMissing(draft, options);
    const next = await askNext(showPreview(draft, options));
    if (next === 'generate') return agreed(draft);
    if (next === 'cancel') throw new Cancelled();
    draft = await changeAnswer(draft, options);
  }
}

/** Said before the first question: how to go on, go back and stop. */
const guidance =
  'Enter takes what is shown. Any answer can be changed before files are written. Ctrl-C stops.';

/** Each answer may open further questions, so what is missing is found anew after each. */
async function askMissing(draft: Draft, setting: Setting): Promise<Draft> {
  let current = draft;
  let missing: Topic | undefined;
  do {
    missing = topicsOf(current, setting).find(({ decided }) => decided === undefined);
    if (missing) current = await missing.ask();
  } while (missing);
  return current;
}

/** Shows what would be generated, or what is wrong; says whether it can be generated. */
function showPreview(draft: Draft, { preview }: ConversationOptions): boolean {
  try {
    note(preview(answersOf(draft), columnsWithin('note')), 'Preview');
    return true;
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    for (const { message, hint } of error.problems) {
      const lines = [message, ...(hint ? [hint] : [])];
      log.error(lines.flatMap((line) => wrapWords(line, columnsWithin('message'))).join('\n'));
    }
    return false;
  }
}

function askNext(canGenerate: boolean): Promise<string> {
  const options = [
    ...(canGenerate ? [{ value: 'generate', label: 'Generate' }] : []),
    { value: 'change', label: 'Change an answer' },
    { value: 'cancel', label: 'Cancel', hint: 'leaves nothing behind' },
  ];
  const question = { question: 'Is this what you want?', why: 'Nothing has been written yet.' };
  return askOne(question, options, canGenerate ? 'generate' : 'change');
}

async function changeAnswer(draft: Draft, setting: Setting): Promise<Draft> {
  const topics = topicsOf(draft, setting);
  const options = topics.map(({ id, question, decided }) => ({
    value: id,
    label: `${question} ${decided}`,
  }));
  const question = {
    question: 'Which answer?',
    why: 'What depends on it is asked again.',
  };
  const back = { value: 'back', label: 'None, go back' };
  const picked = await askOne(question, [...options, back], 'back');
  const topic = topics.find(({ id }) => id === picked);
  return topic ? topic.ask() : draft;
}

function agreed(draft: Draft): Conversation {
  return { answers: answersOf(draft), git: draft.git ?? false, install: draft.install ?? false };
}
