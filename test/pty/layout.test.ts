import { expect, test } from 'vitest';
import { choiceById } from '../../src/catalogue/catalogue.ts';
import { forces } from '../../src/recommend/forces.ts';
import { applicableChoices } from '../../src/spec/resolve.ts';
import { emptyFolder } from '../cli/command.ts';
import { keys, openTerminal } from './terminal.ts';

const { enter, down, ctrlU } = keys;

/** Answers that put a style first which may not be built, so that a warning is shown. */
const given = { traffic: 'spiky', async: 'some', consistency: 'eventual' } as const;
const flags = forces.flatMap(({ id, flag }) =>
  id in given ? [`--${flag}`, given[id as keyof typeof given]] : [],
);

const widths = { usual: 80, narrow: 50 } as const;

/** The start of a question, which also a narrow terminal shows on one line. */
const startOf = (question: string) => question.slice(0, 25);

/** The whole conversation, with a refusal, up to the preview: the screen at each question. */
async function screens(cols: number): Promise<readonly string[]> {
  const terminal = openTerminal(['bakery', ...flags], emptyFolder(), { cols });
  const seen: string[] = [];
  const answer = async (question: string, ...pressed: string[]) => {
    await terminal.isAsked(startOf(question));
    seen.push(terminal.text());
    terminal.press(...pressed);
  };
  for (const { id, question } of forces) if (!(id in given)) await answer(question, enter);
  await answer(choiceById('style').question, enter);
  await answer('Why this style?', enter);
  await answer(choiceById('contexts').question, ctrlU, 'users, orders', enter);
  await terminal.reads('add what is missing');
  await answer(choiceById('contexts').question, ctrlU, 'users, recipes', enter);
  for (const { id, question } of applicableChoices({ style: 'monolith' })) {
    if (!['name', 'style', 'contexts'].includes(id)) await answer(question, enter);
  }
  await answer('Make it a git repository', enter);
  await answer('Run npm install', enter);
  await answer('Is this what you want?', down, enter);
  await answer('Which answer?');
  return seen;
}

test.each(Object.entries(widths))(
  'no line of a %s terminal ends with a blank, starts with a stray one, or loses its guide',
  async (_name, cols) => {
    for (const screen of await screens(cols)) {
      expect(screen).not.toMatch(/ $/m);
      expect(screen).not.toMatch(/^│ {3}\S/m);
      const [, ...below] = screen.split('\n');
      const isFramed = (line: string) => /^[│├└◆◇▲]/.test(line);
      const isRefusal = (line: string) => line.startsWith('   ') && screen.includes('▲');
      expect(below.filter((line) => !isFramed(line) && !isRefusal(line))).toEqual([]);
    }
  },
);

test('a narrow terminal shows the same words as a usual one', async () => {
  const words = (screen: string) => screen.replace(/[│├╮╯─]/g, ' ').split(/\s+/);
  const [usual, narrow] = await Promise.all([screens(widths.usual), screens(widths.narrow)]);
  const asked = usual.length - 1;
  expect(narrow.slice(0, asked).map(words)).toEqual(usual.slice(0, asked).map(words));
});
