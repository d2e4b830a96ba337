import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { choiceById } from '../../src/catalogue/catalogue.ts';
import { applicableChoices } from '../../src/spec/resolve.ts';
import { emptyFolder } from '../cli/command.ts';
import { keys, openTerminal, type PersonsTerminal } from './terminal.ts';

const { enter, down, up, right, ctrlC, ctrlU } = keys;

const question = {
  name: choiceById('name').question,
  way: 'Do you know which architecture style',
  style: choiceById('style').question,
  reason: 'Why this style?',
  git: 'Make it a git repository',
  install: 'Run npm install',
  agreed: 'Is this what you want?',
  which: 'Which answer?',
};

/** The choices of the catalogue that are asked once the style is known. */
const choices = applicableChoices({ style: 'monolith' }).filter(
  ({ id }) => !['name', 'style'].includes(id),
);

/** Every question on the way that takes all defaults, with the keys that answer it. */
const defaultWay: readonly (readonly [words: string, ...keys: string[]])[] = [
  [question.name, 'bakery', enter],
  [question.way, enter],
  [question.style, enter],
  [question.reason, enter],
  ...choices.map((choice) => [choice.question, enter] as const),
  [question.git, right, enter],
  [question.install, right, enter],
];

async function walk(terminal: PersonsTerminal, questions = defaultWay): Promise<void> {
  for (const [words, ...pressed] of questions) await terminal.answer(words, ...pressed);
}

const specOf = (folder: string) => parse(readFileSync(join(folder, 'arch.yaml'), 'utf8'));

describe('a person who takes every default', () => {
  test('gets the repository, and neither git nor npm where both were declined', async () => {
    const folder = emptyFolder();
    const terminal = openTerminal([], folder);
    await walk(terminal);
    await terminal.answer(question.agreed, enter);
    expect(await terminal.ends()).toEqual({ exitCode: 0, cursorIsShown: true });
    expect(readdirSync(folder)).toEqual(['bakery']);
    expect(specOf(join(folder, 'bakery'))).toMatchObject({ name: 'bakery', style: 'monolith' });
    expect(existsSync(join(folder, 'bakery/.git'))).toBe(false);
    expect(existsSync(join(folder, 'bakery/node_modules'))).toBe(false);
  });

  test('gets a first commit where git was not declined', async () => {
    const folder = emptyFolder();
    const terminal = openTerminal(['bakery', '--no-install'], folder);
    await walk(terminal, defaultWay.slice(1, -2));
    await terminal.answer(question.git, enter);
    await terminal.answer(question.agreed, enter);
    expect((await terminal.ends()).exitCode).toBe(0);
    const log = execFileSync('git', ['log', '--format=%s'], { cwd: join(folder, 'bakery') });
    expect(log.toString().trim().split('\n')).toHaveLength(1);
  });

  test('is told at each choice what the default is and why', async () => {
    const terminal = openTerminal(['bakery', '--style', 'monolith'], emptyFolder());
    await terminal.answer(question.reason, enter);
    for (const { kind, question: words, why } of choices) {
      await terminal.isAsked(words);
      await terminal.reads(why);
      const marked = new RegExp(`${words.replaceAll('?', '\\?')}.*● [^●○]*\\(recommended\\)`);
      if (kind !== 'contexts') await terminal.reads(marked);
      terminal.press(enter);
    }
    await terminal.isAsked(question.git);
  });

  test('keeps complete files, and is told so, when stopping the installation', async () => {
    const folder = emptyFolder();
    const terminal = openTerminal(['bakery', '--yes', '--no-git'], folder);
    await terminal.reads('Installing dependencies');
    terminal.press(ctrlC);
    expect((await terminal.ends()).exitCode).toBe(130);
    await terminal.reads('npm install was stopped; the files are complete');
    expect(existsSync(join(folder, 'bakery/package.json'))).toBe(true);
  });

  test('is told on the first screen how to go on, go back and stop', async () => {
    const terminal = openTerminal([], emptyFolder());
    await terminal.isAsked(question.name);
    for (const words of ['Enter takes', 'can be changed', 'Ctrl-C stops']) {
      await terminal.reads(words);
    }
  });

  test('sees each question whole in 24 rows', async () => {
    const terminal = openTerminal([], emptyFolder());
    for (const [words, ...pressed] of defaultWay) {
      await terminal.isAsked(words);
      expect(terminal.sight(), words).toContain(`◆  ${words}`);
      terminal.press(...pressed);
    }
    await terminal.isAsked(question.agreed);
    expect(terminal.text(), 'one guide down the left').not.toMatch(/│ +│ +\w/);
    terminal.press(down, enter);
    await terminal.isAsked(question.which);
    expect(terminal.sight()).toContain(`◆  ${question.which}`);
  });
});

describe('what was given by flags', () => {
  test('is not asked', async () => {
    const folder = emptyFolder();
    const flags = [
      '--style=monolith',
      '--ci=none',
      '--tracing=none',
      '--reason',
      'style=we know it',
    ];
    const terminal = openTerminal(['bakery', ...flags, '--no-git', '--no-install'], folder);
    for (const { id, question: words } of choices) {
      if (!['ci', 'tracing'].includes(id)) await terminal.answer(words, enter);
    }
    await terminal.answer(question.agreed, enter);
    expect((await terminal.ends()).exitCode).toBe(0);
    const text = terminal.text();
    for (const words of [
      question.name,
      question.way,
      question.style,
      question.reason,
      question.git,
      question.install,
      choiceById('ci').question,
      choiceById('tracing').question,
    ]) {
      expect(text).not.toContain(words);
    }
    expect(specOf(join(folder, 'bakery'))).toMatchObject({
      ci: 'none',
      tracing: 'none',
      reasons: { style: 'we know it' },
    });
  });

  test('is said to not fit the style that was picked, and another style repairs it', async () => {
    const flags = ['--gateway=kong', '--no-git', '--no-install'];
    const terminal = openTerminal(['bakery', ...flags], emptyFolder());
    await walk(terminal, defaultWay.slice(1, -2));
    await terminal.isAsked(question.agreed);
    await terminal.reads('gateway does not apply here');
    terminal.press(enter);
    await terminal.isAsked(question.which);
    const upToStyle = ['style', 'reason', ...choices, 'git', 'install'].map(() => up);
    terminal.press(...upToStyle, enter);
    await terminal.answer(question.way, enter);
    await terminal.answer(question.style, down, enter);
    await terminal.answer(question.reason, enter);
    await terminal.isAsked(choiceById('gateway').question);
  });

  test('is refused before any question where it is wrong', async () => {
    const folder = emptyFolder();
    const terminal = openTerminal(['bakery', '--ci', 'gitub'], folder);
    expect((await terminal.ends()).exitCode).toBe(2);
    await terminal.reads('did you mean github?');
    expect(terminal.text()).not.toContain('◆');
  });
});

describe('a person who stops', () => {
  test.each([
    ...defaultWay.map(([words], at) => [words, at] as const),
    [question.agreed, defaultWay.length] as const,
  ])('by Ctrl-C at "%s" leaves nothing', async (words, at) => {
    const folder = emptyFolder();
    const terminal = openTerminal([], folder);
    await walk(terminal, defaultWay.slice(0, at));
    await terminal.answer(words, ctrlC);
    expect(await terminal.ends()).toEqual({ exitCode: 130, cursorIsShown: true });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('by Escape, or by Cancel after the preview, leaves nothing either', async () => {
    const folder = emptyFolder();
    const escaped = openTerminal([], folder);
    await escaped.answer(question.name, keys.escape);
    expect((await escaped.ends()).exitCode).toBe(130);
    const cancelled = openTerminal([], folder);
    await walk(cancelled);
    await cancelled.answer(question.agreed, up, enter);
    expect(await cancelled.ends()).toEqual({ exitCode: 130, cursorIsShown: true });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('an answer that will not do', () => {
  test('is refused as it is typed, with the reason, and can be corrected', async () => {
    const folder = emptyFolder();
    const terminal = openTerminal(['--no-git', '--no-install', '--style=monolith'], folder);
    await terminal.answer(question.name, '../shop', enter);
    await terminal.reads('is a path; only the name of one folder is taken');
    terminal.press(ctrlU, 'bakery', enter);
    await terminal.answer(question.reason, enter);
    await terminal.answer(choiceById('contexts').question, ctrlU, 'users, orders', enter);
    await terminal.reads('orders calls products and payments, missing from the list');
    terminal.press(ctrlU, 'users, recipes', enter);
    for (const { question: words } of choices.slice(1)) await terminal.answer(words, enter);
    await terminal.answer(question.agreed, enter);
    expect((await terminal.ends()).exitCode).toBe(0);
    expect(specOf(join(folder, 'bakery')).contexts).toEqual(['users', 'recipes']);
  });
});

describe('a folder that holds what would be written', () => {
  test('is refused where its name is typed, and keeps its files', async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'bakery'));
    writeFileSync(join(folder, 'bakery/README.md'), 'mine');
    const terminal = openTerminal(['--no-git', '--no-install'], folder);
    await terminal.answer(question.name, 'bakery', enter);
    await terminal.reads(/bakery already holds README\.md: choose another folder/);
    terminal.press(ctrlU, 'tailor', enter);
    await terminal.isAsked(question.way);
    expect(readFileSync(join(folder, 'bakery/README.md'), 'utf8')).toBe('mine');
  });

  test('is refused after the preview where a later answer adds the file, and can be changed', async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'bakery/src/modules/recipes'), { recursive: true });
    writeFileSync(join(folder, 'bakery/src/modules/recipes/index.ts'), 'mine');
    const terminal = openTerminal(['--style=monolith', '--no-git', '--no-install'], folder);
    await terminal.answer(question.name, 'bakery', enter);
    await terminal.answer(question.reason, enter);
    await terminal.answer(choiceById('contexts').question, ctrlU, 'users, recipes', enter);
    for (const { question: words } of choices.slice(1)) await terminal.answer(words, enter);
    await terminal.isAsked(question.agreed);
    await terminal.reads('bakery already holds src/modules/recipes/index.ts');
    terminal.press(enter);
    await terminal.isAsked(question.which);
    terminal.press(down, enter);
    await terminal.answer(question.name, ctrlU, 'tailor', enter);
    await terminal.answer(question.agreed, enter);
    expect((await terminal.ends()).exitCode).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['bakery', 'tailor']);
  });

  test('is refused after the preview too where the folder was given, and another answer repairs it', async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'bakery/src/modules/recipes'), { recursive: true });
    writeFileSync(join(folder, 'bakery/src/modules/recipes/index.ts'), 'mine');
    const flags = ['--style=monolith', '--no-git', '--no-install'];
    const terminal = openTerminal(['bakery', ...flags], folder);
    await terminal.answer(question.reason, enter);
    await terminal.answer(choiceById('contexts').question, ctrlU, 'users, recipes', enter);
    for (const { question: words } of choices.slice(1)) await terminal.answer(words, enter);
    await terminal.isAsked(question.agreed);
    await terminal.reads('bakery already holds src/modules/recipes/index.ts');
    terminal.press(enter);
    await terminal.isAsked(question.which);
    const upToContexts = [...choices, 'git', 'install'].map(() => up);
    terminal.press(...upToContexts, enter);
    await terminal.answer(choiceById('contexts').question, ctrlU, 'users', enter);
    await terminal.answer(question.agreed, enter);
    expect((await terminal.ends()).exitCode).toBe(0);
    expect(readdirSync(join(folder, 'bakery/src/modules')).sort()).toEqual(['recipes', 'users']);
  });
});

describe('after the preview', () => {
  test('one answer can be changed, and only that one is asked again', async () => {
    const folder = emptyFolder();
    const terminal = openTerminal([], folder);
    await walk(terminal);
    await terminal.reads('What it brings');
    await terminal.answer(question.agreed, down, enter);
    await terminal.isAsked(question.which);
    const ids = ['name', 'style', 'reason', ...choices.map(({ id }) => id), 'git', 'install'];
    const isUp = ids.length - ids.indexOf('loadBalancer');
    terminal.press(...Array.from({ length: isUp }, () => up), enter);
    await terminal.answer(choiceById('loadBalancer').question, down, enter);
    await terminal.answer(question.agreed, enter);
    expect((await terminal.ends()).exitCode).toBe(0);
    expect(specOf(join(folder, 'bakery'))).toMatchObject({ name: 'bakery', loadBalancer: 'none' });
    expect(terminal.text().split(choiceById('tracing').question)).toHaveLength(2);
  });

  test('the list of answers scrolls in a terminal that is too low for it', async () => {
    const terminal = openTerminal([], emptyFolder(), { rows: 12 });
    await walk(terminal);
    await terminal.answer(question.agreed, down, enter);
    await terminal.isAsked(question.which);
    await terminal.reads('None, go back');
    terminal.press(down);
    await terminal.reads(/● What is the system called\? bakery/);
    terminal.press(enter);
    await terminal.answer(question.name, 'tailor', enter);
    await terminal.isAsked(question.agreed);
    expect(terminal.text()).toContain('tailor');
  });
});
