import { choiceById } from '../catalogue/catalogue.ts';
import { applicableChoices } from '../spec/resolve.ts';
import { valueInWords } from '../spec/value-in-words.ts';
import { askText, askYesNo } from './ask.ts';
import { askChoice, type Setting } from './choice.ts';
import { type Draft, valuesOf, withValue } from './draft.ts';
import { askStyle } from './style.ts';

/** One thing to be decided in the conversation. */
export interface Topic {
  readonly id: string;
  readonly question: string;
  /** What was decided, in words; undefined while it has to be asked. */
  readonly decided: string | undefined;
  /** Asks, and returns the draft with what was decided. Throws Cancelled. */
  ask(): Promise<Draft>;
}

/** Everything to decide, in the order of asking, given what was decided so far. */
export function topicsOf(draft: Draft, setting: Setting): readonly Topic[] {
  const choices = applicableChoices(valuesOf(draft.answers)).map(({ id }) => id);
  const styleAt = choices.indexOf('style') + 1;
  return [
    ...choices.slice(0, styleAt).map((id) => choiceTopic(id, draft, setting)),
    reasonTopic(draft),
    ...choices.slice(styleAt).map((id) => choiceTopic(id, draft, setting)),
    stepTopic('git', draft, {
      question: 'Make it a git repository with a first commit?',
      why: 'The first diff then shows your work only.',
    }),
    stepTopic('install', draft, {
      question: 'Run npm install now?',
      why: 'The repository then starts at once, and the lock file is in the first commit.',
    }),
  ];
}

function choiceTopic(id: string, draft: Draft, setting: Setting): Topic {
  const choice = choiceById(id);
  const values = valuesOf(draft.answers);
  return {
    id,
    question: choice.question,
    decided: id in values ? valueInWords(choice, values[id]) : undefined,
    async ask() {
      if (id === 'style') return { ...draft, answers: await askStyle(draft.answers) };
      const value = await askChoice(choice, draft.answers, setting);
      return { ...draft, answers: withValue(draft.answers, id, value) };
    },
  };
}

const reasonKey = 'reasons.style';

function reasonTopic(draft: Draft): Topic {
  const question = 'Why this style? (optional)';
  const given = draft.answers[reasonKey]?.value;
  return {
    id: reasonKey,
    question,
    decided: given === undefined ? undefined : String(given) || 'no reason given',
    async ask() {
      const value = await askText({
        question,
        why: 'Your own words, quoted in the decision record. Enter leaves it out.',
        ...(given !== undefined && { initial: String(given) }),
      });
      const answer = { value, origin: { kind: 'prompt' } } as const;
      return { ...draft, answers: { ...draft.answers, [reasonKey]: answer } };
    },
  };
}

function stepTopic(
  id: 'git' | 'install',
  draft: Draft,
  asked: { question: string; why: string },
): Topic {
  const value = draft[id];
  return {
    id,
    question: asked.question,
    decided: value === undefined ? undefined : value ? 'Yes' : 'No',
    ask: async () => ({ ...draft, [id]: await askYesNo(asked, value ?? true) }),
  };
}
