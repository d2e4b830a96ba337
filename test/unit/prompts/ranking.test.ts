import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { changesText, rankingText, warningTexts } from '../../../src/prompts/ranking.ts';
import { wrapWords } from '../../../src/prompts/layout.ts';
import { defaultForces, type ForceAnswers } from '../../../src/recommend/forces.ts';
import { rank } from '../../../src/recommend/rank.ts';
import { styleIds } from '../../../src/styles/style-id.ts';
import { styles } from '../../../src/styles/styles.ts';

const spiky: ForceAnswers = {
  ...defaultForces,
  traffic: 'spiky',
  async: 'some',
  consistency: 'eventual',
};

const plain = (answers: ForceAnswers, columns = 74) =>
  stripVTControlCharacters(rankingText(rank(answers), columns));

describe('the ranking as text', () => {
  test('names every style once, in order, and those that are not built', () => {
    const headings = plain(spiky)
      .split('\n')
      .filter((line) => /^\d\. /.test(line));
    expect(headings[0]).toMatch(/^1\. Serverless {2}\+\d+ points/);
    expect(headings.map((line) => line.slice(3).split('  ')[0]).sort()).toEqual(
      styleIds.map((id) => styles[id].label).sort(),
    );
    for (const id of styleIds) {
      const heading = headings.find((line) => line.includes(styles[id].label));
      expect(heading?.includes('(not built yet)'), id).toBe(!styles[id].available);
    }
  });

  test('gives reasons for the first and against it', () => {
    const first = plain({ ...spiky, teams: 'many' }).split('\n2. ')[0];
    expect(first).toMatch(/\n {3}\+ /);
    expect(first).toMatch(/\n {3}- /);
  });

  test('stays within the columns, and indents what it breaks', () => {
    const lines = plain(spiky, 40).split('\n');
    for (const line of lines.filter((one) => one.startsWith('   '))) {
      expect(line.length).toBeLessThanOrEqual(40);
    }
    expect(lines.some((line) => line.startsWith('     '))).toBe(true);
  });
});

test('what would change the answer is said as question, answer and style', () => {
  expect(changesText(rank(spiky), 200)).toContain(
    '- Must different parts agree at every moment? Always: Modular monolith',
  );
});

test('where no single answer changes it, that is said', () => {
  expect(rank(defaultForces).whatWouldChange).toEqual([]);
  expect(changesText(rank(defaultForces), 80)).toMatch(/^No single other answer/);
});

test('warnings shown are those on the answers and on the style that comes first', () => {
  const answers: ForceAnswers = { ...defaultForces, teamSize: 'tiny', teams: 'many' };
  const texts = warningTexts(rank(answers));
  expect(texts.some((text) => text.startsWith('Three people are hardly'))).toBe(true);
  expect(texts.some((text) => text.startsWith('Microservices: '))).toBe(false);
});

test('words are wrapped between words, and a word that is too long stays whole', () => {
  expect(wrapWords('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrapWords('extraordinary day', 5)).toEqual(['extraordinary', 'day']);
});
