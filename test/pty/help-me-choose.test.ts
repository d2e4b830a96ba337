import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { choiceById } from '../../src/catalogue/catalogue.ts';
import { type ForceAnswers, forces } from '../../src/recommend/forces.ts';
import { applicableChoices } from '../../src/spec/resolve.ts';
import { emptyFolder } from '../cli/command.ts';
import { styles } from '../../src/styles/styles.ts';
import { keys, openTerminal, type PersonsTerminal } from './terminal.ts';

const { enter, down, up, ctrlC } = keys;
const way = 'Do you know which architecture style';

/** The choices that are asked once the style is known to be a monolith. */
const choices = applicableChoices({ style: 'monolith' }).filter(
  ({ id }) => !['name', 'style'].includes(id),
);

/** Answers the forces: the one named with the value given, the others with their defaults. */
async function answerForces(
  terminal: PersonsTerminal,
  wanted: Partial<ForceAnswers> = {},
): Promise<void> {
  for (const { id, question, values, default: usual } of forces) {
    const at = (value: string) => values.findIndex((one) => one.id === value);
    const steps = at(wanted[id] ?? usual) - at(usual);
    const moves = Array.from({ length: Math.abs(steps) }, () => (steps > 0 ? down : up));
    await terminal.answer(question, ...moves, enter);
  }
}

describe('help me choose', () => {
  test('ranks the styles by the answers, with reasons, and keeps them in the spec', async () => {
    const folder = emptyFolder();
    const terminal = openTerminal(['bakery', '--no-git', '--no-install'], folder);
    await terminal.answer(way, down, enter);
    await answerForces(terminal, { boundaries: 'unclear' });
    await terminal.reads('1. Modular monolith');
    await terminal.reads('Boundaries between modules move with a refactoring');
    await terminal.reads('What would change it');
    await terminal.answer(choiceById('style').question, enter);
    await terminal.answer('Why this style?', 'three of us', enter);
    for (const { question } of choices) await terminal.answer(question, enter);
    await terminal.answer('Is this what you want?', enter);
    expect((await terminal.ends()).exitCode).toBe(0);
    const spec = parse(readFileSync(join(folder, 'bakery/arch.yaml'), 'utf8'));
    expect(Object.keys(spec.forces)).toEqual(forces.map(({ id }) => id));
    expect(spec.forces.boundaries).toBe('unclear');
    expect(spec.reasons).toEqual({ style: 'three of us' });
  });

  test('says so where the best fit is not built yet, and lets only built ones be picked', async () => {
    const terminal = openTerminal(['bakery'], emptyFolder());
    await terminal.answer(way, down, enter);
    await answerForces(terminal, { traffic: 'spiky', async: 'some', consistency: 'eventual' });
    await terminal.reads('1. Serverless');
    await terminal.reads('Serverless fits best but is not built yet in this version');
    await terminal.isAsked(choiceById('style').question);
    await terminal.reads(/● Modular monolith \(one deployable/);
    expect(terminal.text()).not.toContain('(recommended)');
    terminal.press(up, up, enter);
    const built = Object.values(styles).filter(({ available }) => available);
    const labels = built.map(({ label }) => label).join('|');
    await terminal.reads(
      new RegExp(`Which architecture style\\? Best fit first, by your answers. (${labels})`),
    );
  });

  test('warns where the answers contradict each other', async () => {
    const terminal = openTerminal(['bakery'], emptyFolder());
    await terminal.answer(way, down, enter);
    await answerForces(terminal, { teamSize: 'tiny', teams: 'many' });
    await terminal.reads('Three people are hardly several teams');
  });

  test('can be asked for again from the preview, with the cursor on the earlier answers', async () => {
    const flags = ['--boundaries=unclear', '--tracing=none'];
    const terminal = openTerminal(['bakery', ...flags, '--no-git', '--no-install'], emptyFolder());
    for (const { id, question } of forces) {
      if (id !== 'boundaries') await terminal.answer(question, enter);
    }
    await terminal.answer(choiceById('style').question, enter);
    await terminal.answer('Why this style?', enter);
    for (const { id, question } of choices) {
      if (id !== 'tracing') await terminal.answer(question, enter);
    }
    await terminal.answer('Is this what you want?', down, enter);
    await terminal.isAsked('Which answer?');
    terminal.press(down, down, enter);
    await terminal.answer(way, down, enter);
    const boundaries = forces.find(({ id }) => id === 'boundaries')?.question ?? '';
    for (const { question } of forces) {
      await terminal.isAsked(question);
      if (question === boundaries) await terminal.reads('● Unclear');
      terminal.press(enter);
    }
    await terminal.answer(choiceById('style').question, enter);
    await terminal.isAsked('Is this what you want?');
  });

  test('asks only the forces that no flag gave, without asking whether help is wanted', async () => {
    const terminal = openTerminal(['bakery', '--team-size=tiny', '--teams=one'], emptyFolder());
    for (const { question } of forces.slice(2)) await terminal.answer(question, enter);
    await terminal.reads('1. Modular monolith');
    expect(terminal.text()).not.toContain(way);
    expect(terminal.text()).not.toContain(forces[0].question);
  });

  test.each([0, 4, forces.length])(
    'stopped by Ctrl-C after %i answers leaves nothing',
    async (asked) => {
      const folder = emptyFolder();
      const terminal = openTerminal(['bakery'], folder);
      await terminal.answer(way, down, enter);
      for (const { question } of forces.slice(0, asked)) await terminal.answer(question, enter);
      await terminal.answer(forces[asked]?.question ?? choiceById('style').question, ctrlC);
      expect(await terminal.ends()).toEqual({ exitCode: 130, cursorIsShown: true });
      expect(readdirSync(folder)).toEqual([]);
    },
  );
});

describe('recommend', () => {
  test('asks the forces and prints the ranking', async () => {
    const folder = emptyFolder();
    const terminal = openTerminal(['recommend'], folder);
    await answerForces(terminal);
    expect(await terminal.ends()).toEqual({ exitCode: 0, cursorIsShown: true });
    expect(terminal.text()).toMatch(/1\. Modular monolith/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('stopped by Ctrl-C exits with 130', async () => {
    const terminal = openTerminal(['recommend'], emptyFolder());
    await terminal.answer(forces[0].question, ctrlC);
    expect(await terminal.ends()).toEqual({ exitCode: 130, cursorIsShown: true });
  });
});
