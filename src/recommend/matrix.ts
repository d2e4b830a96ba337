import type { StyleId } from '../styles/style-id.ts';
import type { ForceId, ValueOf } from './forces.ts';
import type { SourceId } from './sources.ts';

/** Holds where every force named has one of the values listed. */
export type Condition = { readonly [F in ForceId]?: readonly ValueOf<F>[] };

/** One line of the decision matrix: where `when` holds, the style gains or loses `weight` points. */
export interface Rule {
  readonly id: string;
  readonly style: StyleId;
  readonly when: Condition;
  readonly verdict: 'for' | 'against';
  readonly weight: 1 | 2 | 3 | 4;
  readonly reason: string;
  readonly source: SourceId;
}

type Line = Omit<Rule, 'style'>;

const monolith: readonly Line[] = [
  {
    id: 'monolith-small-team',
    when: { teamSize: ['tiny', 'small'] },
    verdict: 'for',
    weight: 2,
    reason: 'A small team moves fastest in one code base with one deployment.',
    source: 'matrix:monolith',
  },
  {
    id: 'monolith-large-team',
    when: { teamSize: ['large'] },
    verdict: 'against',
    weight: 1,
    reason: 'More than 25 people in one deployable wait for each other.',
    source: 'monolithic-architecture',
  },
  {
    id: 'monolith-one-team',
    when: { teams: ['one'] },
    verdict: 'for',
    weight: 2,
    reason: 'One team has nobody to be independent of.',
    source: 'matrix:monolith',
  },
  {
    id: 'monolith-many-teams',
    when: { teams: ['many'] },
    verdict: 'against',
    weight: 3,
    reason: 'Five teams or more queue for one release.',
    source: 'monolithic-architecture',
  },
  {
    id: 'monolith-unclear-boundaries',
    when: { boundaries: ['unclear'] },
    verdict: 'for',
    weight: 3,
    reason: 'Boundaries between modules move with a refactoring, not with a migration.',
    source: 'matrix:monolith',
  },
  {
    id: 'monolith-emerging-boundaries',
    when: { boundaries: ['emerging'] },
    verdict: 'for',
    weight: 1,
    reason: 'Modules let the boundaries prove themselves before a network fixes them.',
    source: 'monolith-first',
  },
  {
    id: 'monolith-even-traffic',
    when: { traffic: ['steady', 'growing'] },
    verdict: 'for',
    weight: 1,
    reason: 'Identical instances behind a load balancer carry traffic of this shape.',
    source: 'monolithic-architecture',
  },
  {
    id: 'monolith-one-model',
    when: { readsWrites: ['balanced'] },
    verdict: 'for',
    weight: 1,
    reason: 'One model serves reads and writes.',
    source: 'matrix:monolith',
  },
  {
    id: 'monolith-different-models',
    when: { readsWrites: ['different'] },
    verdict: 'against',
    weight: 1,
    reason: 'Heavy joins for reading compete with writes in the one database.',
    source: 'cqrs',
  },
  {
    id: 'monolith-no-async',
    when: { async: ['none'] },
    verdict: 'for',
    weight: 1,
    reason: 'Work that ends with the answer needs no broker.',
    source: 'matrix:monolith',
  },
  {
    id: 'monolith-async-core',
    when: { async: ['core'] },
    verdict: 'against',
    weight: 1,
    reason: 'Long workflows do not fit into one request and one transaction.',
    source: 'event-driven-architecture',
  },
  {
    id: 'monolith-history',
    when: { audit: ['history'] },
    verdict: 'against',
    weight: 1,
    reason: 'Rows that are updated in place forget what they were.',
    source: 'event-sourcing',
  },
  {
    id: 'monolith-acid',
    when: { consistency: ['strong'] },
    verdict: 'for',
    weight: 3,
    reason: 'One database gives ACID transactions over all modules.',
    source: 'matrix:monolith',
  },
  {
    id: 'monolith-basic-operations',
    when: { operations: ['basic'] },
    verdict: 'for',
    weight: 2,
    reason: 'One process and one database are all there is to run.',
    source: 'monolithic-architecture',
  },
  {
    id: 'monolith-mvp',
    when: { firstRelease: ['weeks'] },
    verdict: 'for',
    weight: 2,
    reason: 'The shortest way to a first release.',
    source: 'matrix:monolith',
  },
];

const microservices: readonly Line[] = [
  {
    id: 'microservices-tiny-team',
    when: { teamSize: ['tiny'] },
    verdict: 'against',
    weight: 3,
    reason: 'Three people cannot own several services and still build the product.',
    source: 'anti-patterns',
  },
  {
    id: 'microservices-small-team',
    when: { teamSize: ['small'] },
    verdict: 'against',
    weight: 1,
    reason: 'Fewer than ten people spend a good part of their time on the plumbing.',
    source: 'monolith-first',
  },
  {
    id: 'microservices-large-team',
    when: { teamSize: ['large'] },
    verdict: 'for',
    weight: 2,
    reason: 'A large team can be divided along services.',
    source: 'matrix:microservices',
  },
  {
    id: 'microservices-one-team',
    when: { teams: ['one'] },
    verdict: 'against',
    weight: 2,
    reason: 'Independent deployment pays only where there are independent teams.',
    source: 'microservice-architecture',
  },
  {
    id: 'microservices-few-teams',
    when: { teams: ['few'] },
    verdict: 'for',
    weight: 1,
    reason: 'Each team can release its own services.',
    source: 'microservice-architecture',
  },
  {
    id: 'microservices-many-teams',
    when: { teams: ['many'] },
    verdict: 'for',
    weight: 3,
    reason: 'Many teams deploy without waiting for each other.',
    source: 'matrix:microservices',
  },
  {
    id: 'microservices-owned-contexts',
    when: { teams: ['many'], boundaries: ['clear'] },
    verdict: 'for',
    weight: 2,
    reason: 'Every clear context can have a team that builds it and runs it.',
    source: 'microservice-architecture',
  },
  {
    id: 'microservices-unclear-boundaries',
    when: { boundaries: ['unclear'] },
    verdict: 'against',
    weight: 3,
    reason: 'Services cut in the wrong place become a distributed monolith.',
    source: 'anti-patterns',
  },
  {
    id: 'microservices-emerging-boundaries',
    when: { boundaries: ['emerging'] },
    verdict: 'against',
    weight: 1,
    reason: 'Moving a boundary later means moving data between services.',
    source: 'monolith-first',
  },
  {
    id: 'microservices-clear-domains',
    when: { boundaries: ['clear'] },
    verdict: 'for',
    weight: 2,
    reason: 'Clear domains give services that rarely change together.',
    source: 'matrix:microservices',
  },
  {
    id: 'microservices-uneven-traffic',
    when: { traffic: ['uneven'] },
    verdict: 'for',
    weight: 2,
    reason: 'The busy part is scaled, and fails, on its own.',
    source: 'matrix:microservices',
  },
  {
    id: 'microservices-acid',
    when: { consistency: ['strong'] },
    verdict: 'against',
    weight: 2,
    reason: 'No transaction spans services: every one becomes a saga with compensations.',
    source: 'saga',
  },
  {
    id: 'microservices-basic-operations',
    when: { operations: ['basic'] },
    verdict: 'against',
    weight: 3,
    reason: 'Without automated deployment and monitoring, more processes mean more outages.',
    source: 'microservice-prerequisites',
  },
  {
    id: 'microservices-mature-operations',
    when: { operations: ['mature'] },
    verdict: 'for',
    weight: 1,
    reason: 'Deployment, tracing and on-call duty are in place.',
    source: 'microservice-prerequisites',
  },
  {
    id: 'microservices-mvp',
    when: { firstRelease: ['weeks'] },
    verdict: 'against',
    weight: 2,
    reason: 'Gateway, discovery and pipelines come before the first feature.',
    source: 'monolith-first',
  },
];
