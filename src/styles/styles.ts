import type { StyleId } from './style-id.ts';

/** A style is a named preset of catalogue values with the reasons for them. It owns no files. */
export interface Style {
  readonly label: string;
  readonly hint: string;
  /** False while its features are not built: listed as such, and refused when chosen. */
  readonly available: boolean;
  /** Values that differ from the catalogue's defaults, by choice id. */
  readonly preset: Readonly<Record<string, unknown>>;
  /** Completes "Chosen because …" in the generated decision record. */
  readonly because: string;
  readonly link: string;
}

/** The style where nothing speaks for another. */
export const defaultStyle: StyleId = 'monolith';

export const styles: Readonly<Record<StyleId, Style>> = {
  monolith: {
    label: 'Modular monolith',
    hint: 'one deployable, modules with enforced boundaries, one database, ACID',
    available: true,
    preset: {},
    because:
      'one deployable with one database is the least to operate, one transaction keeps stock, orders and payments consistent, and enforced module boundaries keep the way to services open',
    link: 'https://martinfowler.com/bliki/MonolithFirst.html',
  },
  microservices: {
    label: 'Microservices',
    hint: 'a service and a database for each context, gateway, discovery, breakers',
    available: true,
    preset: {},
    because: 'teams can deploy, scale and fail independently',
    link: 'https://microservices.io/patterns/microservices.html',
  },
  'event-driven': {
    label: 'Event-driven',
    hint: 'sagas over Kafka and RabbitMQ, outbox, event sourcing',
    available: true,
    preset: {
      contexts: ['users', 'products', 'orders', 'payments', 'inventory', 'shipping', 'email'],
      discovery: 'dns',
    },
    because: 'workflows are asynchronous and every change leaves an audit trail',
    link: 'https://martinfowler.com/articles/201701-event-driven.html',
  },
  cqrs: {
    label: 'CQRS',
    hint: 'separate write and read models, projections',
    available: false,
    preset: {},
    because: 'reads and writes have different shapes and loads',
    link: 'https://martinfowler.com/bliki/CQRS.html',
  },
  serverless: {
    label: 'Serverless',
    hint: 'functions per route and event, scales to zero',
    available: false,
    preset: {},
    because: 'traffic comes in spikes and idle time should cost nothing',
    link: 'https://martinfowler.com/articles/serverless.html',
  },
};
