/** Where the rules come from. `matrix:*` are the rows of the decision matrix of the source document. */
export const sources = {
  'matrix:monolith': {
    title: 'Decision matrix, monolith: small team, MVP, unclear boundaries; low complexity',
  },
  'matrix:microservices': {
    title:
      'Decision matrix, microservices: large team, clear domains, need to scale; high complexity',
  },
  'matrix:event-driven': {
    title: 'Decision matrix, event-driven: async workflows, audit trail; moderate complexity',
  },
  'matrix:cqrs': {
    title: 'Decision matrix, CQRS: different read and write patterns; high complexity',
  },
  'matrix:serverless': {
    title: 'Decision matrix, serverless: spiky traffic, event-driven; low complexity',
  },
  'anti-patterns': {
    title:
      'Anti-patterns: distributed monolith, chatty services, shared database, over-engineering, no circuit breakers',
  },
  'monolithic-architecture': {
    title: 'microservices.io, Pattern: Monolithic architecture',
    url: 'https://microservices.io/patterns/monolithic.html',
  },
  'microservice-architecture': {
    title: 'microservices.io, Pattern: Microservice architecture',
    url: 'https://microservices.io/patterns/microservices.html',
  },
  saga: {
    title: 'microservices.io, Pattern: Saga',
    url: 'https://microservices.io/patterns/data/saga.html',
  },
  'event-sourcing': {
    title: 'microservices.io, Pattern: Event sourcing',
    url: 'https://microservices.io/patterns/data/event-sourcing.html',
  },
  'monolith-first': {
    title: 'Martin Fowler, MonolithFirst',
    url: 'https://martinfowler.com/bliki/MonolithFirst.html',
  },
  'microservice-prerequisites': {
    title: 'Martin Fowler, MicroservicePrerequisites',
    url: 'https://martinfowler.com/bliki/MicroservicePrerequisites.html',
  },
  cqrs: {
    title: 'Martin Fowler, CQRS',
    url: 'https://martinfowler.com/bliki/CQRS.html',
  },
  'event-driven-meanings': {
    title: 'Martin Fowler, What do you mean by “Event-Driven”?',
    url: 'https://martinfowler.com/articles/201701-event-driven.html',
  },
  'serverless-architectures': {
    title: 'Mike Roberts, Serverless Architectures',
    url: 'https://martinfowler.com/articles/serverless.html',
  },
  'event-driven-architecture': {
    title: 'AWS, What is event-driven architecture?',
    url: 'https://aws.amazon.com/event-driven-architecture/',
  },
} as const satisfies Record<string, { readonly title: string; readonly url?: string }>;

export type SourceId = keyof typeof sources;
