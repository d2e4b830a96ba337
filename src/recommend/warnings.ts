import type { StyleId } from '../styles/style-id.ts';
import type { ForceAnswers } from './forces.ts';
import { type Condition, holds } from './matrix/rule.ts';
import type { SourceId } from './sources.ts';

/** A risk in the answers: of choosing one style, or in the answers themselves. */
export interface Warning {
  readonly id: string;
  /** The style that makes it a risk; left out where the answers alone do. */
  readonly style?: StyleId;
  readonly when: Condition;
  /** What goes wrong, and what prevents it. */
  readonly text: string;
  readonly source: SourceId;
}

/** Every warning there is: the anti-patterns as rules over the answers. */
export const warnings: readonly Warning[] = [
  {
    id: 'over-engineering-microservices',
    style: 'microservices',
    when: { teamSize: ['tiny'] },
    text: 'Over-engineering: three people would spend more time on services than on the product. Start with a modular monolith and split when a team forms around a module.',
    source: 'anti-patterns',
  },
  {
    id: 'over-engineering-cqrs',
    style: 'cqrs',
    when: { readsWrites: ['balanced'] },
    text: 'Over-engineering: reads and writes have one shape, so a second model only adds delay. Add a read model where a query first hurts.',
    source: 'cqrs',
  },
  {
    id: 'over-engineering-events',
    style: 'event-driven',
    when: { async: ['none'] },
    text: 'Over-engineering: nothing goes on after the answer, so a broker has no work. Call the other module directly.',
    source: 'anti-patterns',
  },
  {
    id: 'distributed-monolith-boundaries',
    style: 'microservices',
    when: { boundaries: ['unclear'] },
    text: 'Distributed monolith: services cut before the boundaries are known have to be released together. Find the boundaries as modules first.',
    source: 'anti-patterns',
  },
  {
    id: 'distributed-monolith-release',
    style: 'microservices',
    when: { teams: ['one'] },
    text: 'Distributed monolith: with one team and one release, services keep the cost of distribution and lose its benefit.',
    source: 'anti-patterns',
  },
  {
    id: 'chatty-services',
    style: 'microservices',
    when: { boundaries: ['unclear', 'emerging'], consistency: ['strong'] },
    text: 'Chatty services: parts that must always agree call each other on every request. Keep what changes together in one service.',
    source: 'anti-patterns',
  },
  {
    id: 'shared-database',
    style: 'microservices',
    when: { consistency: ['strong'] },
    text: 'Shared database: one transaction over several services is possible only through a database they share, which ties them together again. Plan sagas instead.',
    source: 'anti-patterns',
  },
  {
    id: 'unprepared-microservices',
    style: 'microservices',
    when: { operations: ['basic'] },
    text: 'Rapid deployment and monitoring come first: without them a fault in one of many processes is not even seen.',
    source: 'microservice-prerequisites',
  },
  {
    id: 'unseen-flows',
    style: 'event-driven',
    when: { operations: ['basic'] },
    text: 'No program text shows a flow of events: without tracing and lag alerts a stuck one goes unnoticed.',
    source: 'event-driven-meanings',
  },
  {
    id: 'overloaded-database',
    style: 'serverless',
    when: { traffic: ['spiky'], consistency: ['strong'] },
    text: 'Functions scale with a peak but their database does not: put a connection pooler and a queue in front of it.',
    source: 'serverless-architectures',
  },
  {
    id: 'release-queue',
    style: 'monolith',
    when: { teams: ['many'] },
    text: 'Five teams or more share one release: automate it, and give every module an owner.',
    source: 'monolithic-architecture',
  },
  {
    id: 'more-teams-than-people',
    when: { teamSize: ['tiny'], teams: ['few', 'many'] },
    text: 'Three people are hardly several teams: check the answer, or expect people to be on each of them.',
    source: 'anti-patterns',
  },
  {
    id: 'consistency-of-long-workflows',
    when: { async: ['core'], consistency: ['strong'] },
    text: 'Work that waits for another party cannot be part of one transaction: the parts agree only when the workflow ends.',
    source: 'saga',
  },
  {
    id: 'mvp-of-many-teams',
    when: { firstRelease: ['weeks'], teams: ['many'] },
    text: 'Five teams on a first release in weeks have to agree on interfaces before there is anything to agree on.',
    source: 'monolith-first',
  },
];

/** Those about the answers themselves, and those about one of the styles. */
export function warningsAbout(
  styles: readonly StyleId[],
  given: readonly Warning[],
): readonly Warning[] {
  return given.filter(({ style }) => style === undefined || styles.includes(style));
}

/** The warnings that hold for the answers, whatever style is chosen in the end. */
export function warningsFor(answers: ForceAnswers): readonly Warning[] {
  return warnings.filter((warning) => holds(warning.when, answers));
}
