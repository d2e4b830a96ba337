import { describe, expect, test } from 'vitest';
import { defaultForces, type ForceAnswers, forces } from '../../../src/recommend/forces.ts';
import { rank, simplestFirst } from '../../../src/recommend/rank.ts';
import { type StyleId, styleIds } from '../../../src/styles/style-id.ts';
import { combinations, steps } from './every-combination.ts';

/** The rows of the decision matrix as answers; what a row does not mention keeps its default. */
const textbook: Readonly<Record<StyleId, Partial<ForceAnswers>>> = {
  monolith: { teamSize: 'small', boundaries: 'unclear', firstRelease: 'weeks' },
  microservices: {
    teamSize: 'large',
    teams: 'many',
    boundaries: 'clear',
    traffic: 'uneven',
    consistency: 'eventual',
    operations: 'mature',
  },
  'event-driven': { async: 'core', audit: 'history', consistency: 'eventual' },
  cqrs: { readsWrites: 'different', consistency: 'eventual' },
  serverless: { traffic: 'spiky', async: 'some', consistency: 'eventual' },
};

describe('every combination of answers', () => {
  test('is looked at: the number of combinations is the product of the values', () => {
    const product = forces.reduce((total, { values }) => total * values.length, 1);
    expect(combinations.length).toBe(product);
    expect(new Set(combinations.map(({ answers }) => Object.values(answers).join())).size).toBe(
      product,
    );
  });

  test('gives a total order: each style once, by score, the simpler first among equals', () => {
    const disordered = combinations.filter(({ order, scores }) => {
      const expected = [...styleIds].sort(
        (one, other) =>
          scores[other] - scores[one] || simplestFirst.indexOf(one) - simplestFirst.indexOf(other),
      );
      return expected.join() !== order.join();
    });
    expect(disordered).toEqual([]);
  });

  test('never gives three people microservices first', () => {
    const wrong = combinations.filter(
      ({ answers, order }) => answers.teamSize === 'tiny' && order[0] === 'microservices',
    );
    expect(wrong).toEqual([]);
  });

  test('leaves each style a combination that it wins', () => {
    expect(new Set(combinations.map(({ order }) => order[0]))).toEqual(new Set(styleIds));
  });
});

describe('the pull of one force', () => {
  const lead = (scores: Readonly<Record<StyleId, number>>) =>
    scores.monolith - scores.microservices;

  /** Pairs of neighbours for which a statement about them does not hold. */
  function exceptions(
    pairs: ReturnType<typeof steps>,
    holds: (
      before: Readonly<Record<StyleId, number>>,
      after: Readonly<Record<StyleId, number>>,
    ) => boolean,
  ): { pairs: number; wrong: unknown[] } {
    const all = [...pairs];
    const wrong = all.filter(([before, after]) => !holds(before.scores, after.scores));
    return { pairs: all.length, wrong };
  }

  test.each([
    ['more teams', steps('teams', ['one', 'few', 'many'])],
    ['more people', steps('teamSize', ['tiny', 'small', 'medium', 'large'])],
    ['clearer boundaries', steps('boundaries', ['unclear', 'emerging', 'clear'])],
    ['more mature operations', steps('operations', ['basic', 'capable', 'mature'])],
    ['a later first release', steps('firstRelease', ['weeks', 'months', 'later'])],
    ['weaker consistency', steps('consistency', ['strong', 'mixed', 'eventual'])],
  ])('%s never favour the monolith over microservices', (_force, pairs) => {
    const { pairs: looked, wrong } = exceptions(
      pairs,
      (before, after) => lead(after) <= lead(before),
    );
    expect(looked).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });

  test.each([
    [
      'less clear boundaries',
      'microservices',
      steps('boundaries', ['clear', 'emerging', 'unclear']),
      -1,
    ],
    [
      'less mature operations',
      'microservices',
      steps('operations', ['mature', 'capable', 'basic']),
      -1,
    ],
    [
      'spikier traffic',
      'serverless',
      steps('traffic', ['steady', 'growing', 'uneven', 'spiky']),
      1,
    ],
    ['more work in the background', 'event-driven', steps('async', ['none', 'some', 'core']), 1],
    ['more of the past to be known', 'event-driven', steps('audit', ['none', 'log', 'history']), 1],
    [
      'reads that outgrow writes',
      'cqrs',
      steps('readsWrites', ['balanced', 'read-heavy', 'different']),
      1,
    ],
    ['weaker consistency', 'cqrs', steps('consistency', ['strong', 'mixed', 'eventual']), 1],
    [
      'weaker consistency',
      'event-driven',
      steps('consistency', ['strong', 'mixed', 'eventual']),
      1,
    ],
    ['a release in weeks', 'monolith', steps('firstRelease', ['months', 'weeks']), 1],
  ] as const)('%s: the score of %s moves one way only', (_force, style, pairs, direction) => {
    const { pairs: looked, wrong } = exceptions(
      pairs,
      (before, after) => (after[style] - before[style]) * direction >= 0,
    );
    expect(looked).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });
});

describe('a ranking', () => {
  test.each(styleIds)('puts %s first for the answers of its row in the matrix', (style) => {
    const { ranked } = rank({ ...defaultForces, ...textbook[style] });
    expect(ranked[0].style).toBe(style);
    expect(ranked[0].for.map(({ source }) => source)).toContain(`matrix:${style}`);
  });

  test('recommends the monolith where nothing was said', () => {
    expect(rank(defaultForces).ranked[0].style).toBe('monolith');
  });

  test('adds up to the reasons it gives, weightiest first', () => {
    for (const { style, score, for: inFavour, against } of rank(defaultForces).ranked) {
      const points = (rules: typeof inFavour) => rules.map(({ weight }) => weight as number);
      const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
      expect(score, style).toBe(sum(points(inFavour)) - sum(points(against)));
      expect(points(inFavour)).toEqual(points(inFavour).toSorted((one, other) => other - one));
      expect(points(against)).toEqual(points(against).toSorted((one, other) => other - one));
    }
  });

  test('names exactly the single answers that put another style first', () => {
    const answers: ForceAnswers = { ...defaultForces, ...textbook.serverless };
    const expected = combinations.flatMap(({ answers: other, order }) => {
      const differing = forces.filter(({ id }) => other[id] !== answers[id]);
      const [force] = differing;
      if (!force || differing.length > 1 || order[0] === 'serverless') return [];
      return [{ force: force.id, from: answers[force.id], to: other[force.id], winner: order[0] }];
    });
    const { whatWouldChange } = rank(answers);
    expect(whatWouldChange.length).toBeGreaterThan(0);
    expect(new Set(whatWouldChange.map((change) => JSON.stringify(change)))).toEqual(
      new Set(expected.map((change) => JSON.stringify(change))),
    );
  });

  test('is the same for the same answers', () => {
    const answers: ForceAnswers = { ...defaultForces, ...textbook.cqrs };
    expect(rank({ ...answers })).toEqual(rank({ ...answers }));
  });
});
