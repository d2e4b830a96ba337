import { type StyleId, styleIds } from '../styles/style-id.ts';
import { defaultStyle, styles } from '../styles/styles.ts';
import type { Choice, ValuesOf } from './choice.ts';

/**
 * Every choice of the product, declared once. Prompts, flags, `--help`, completion, validation, the
 * JSON Schema, the docs table and the boot matrix derive from it. Order is the order of asking.
 */
export const catalogue = [
  {
    kind: 'name',
    id: 'name',
    flag: 'name',
    question: 'What is the system called?',
    why: 'It also names the folder and the npm package.',
    group: 'Architecture',
  },
  {
    kind: 'select',
    id: 'style',
    flag: 'style',
    question: 'Which architecture style?',
    why: 'A modular monolith is the cheapest start that still lets you split later.',
    group: 'Architecture',
    values: styleIds.map((id) => ({ id, label: styles[id].label, hint: styles[id].hint })),
    default: defaultStyle,
    pattern: { name: 'Architecture style', link: 'https://microservices.io/patterns/index.html' },
  },
  {
    kind: 'contexts',
    id: 'contexts',
    flag: 'contexts',
    aliases: ['modules', 'services'],
    question: 'Which bounded contexts?',
    why: 'The sample domain shows every pattern at work; any other name becomes a CRUD resource, as a service also name:mongodb and name:calls=other. Users, which issues tokens, joins a list without it.',
    group: 'Architecture',
    default: ['users', 'products', 'orders', 'payments'],
    pattern: {
      name: 'Bounded context',
      link: 'https://martinfowler.com/bliki/BoundedContext.html',
    },
  },
  {
    kind: 'select',
    id: 'loadBalancer',
    flag: 'load-balancer',
    question: 'What stands in front of the instances in Docker?',
    why: 'NGINX spreads load over any number of instances: `npm run up -- --scale app=3`.',
    group: 'Traffic',
    appliesWhen: { style: ['monolith'] },
    values: [
      { id: 'nginx', label: 'NGINX', hint: 'least connections, passive health checks, rate limit' },
      { id: 'none', label: 'Nothing', hint: 'the app publishes its port itself, one instance' },
    ],
    default: 'nginx',
    pattern: {
      name: 'Horizontal scaling',
      link: 'https://nginx.org/en/docs/http/load_balancing.html',
    },
  },
  {
    kind: 'select',
    id: 'gateway',
    flag: 'gateway',
    question: 'Which gateway stands in front of the services in Docker?',
    why: 'NGINX does all of it in one small process; Kong brings plugins and an admin API.',
    group: 'Traffic',
    appliesWhen: { style: ['microservices', 'event-driven'] },
    values: [
      { id: 'nginx', label: 'NGINX', hint: 'routes, tokens by njs, rate limit, cache' },
      { id: 'kong', label: 'Kong', hint: 'declarative, without a database; plugins' },
    ],
    default: 'nginx',
    pattern: {
      name: 'API gateway',
      link: 'https://microservices.io/patterns/apigateway.html',
    },
  },
  {
    kind: 'select',
    id: 'discovery',
    flag: 'discovery',
    question: 'How do services find each other in Docker?',
    why: 'Consul checks the health of each instance; a name server only knows which ones run.',
    group: 'Traffic',
    appliesWhen: { style: ['microservices', 'event-driven'] },
    values: [
      { id: 'consul', label: 'Consul', hint: 'instances register themselves, health checks' },
      { id: 'dns', label: 'DNS', hint: 'the names of the platform, nothing to run' },
    ],
    default: 'consul',
    pattern: {
      name: 'Service discovery',
      link: 'https://microservices.io/patterns/client-side-discovery.html',
    },
  },
  {
    kind: 'select',
    id: 'broker',
    flag: 'broker',
    question: 'Which brokers carry events and tasks in Docker?',
    why: 'Kafka keeps an ordered log that many read; RabbitMQ hands each task to one worker. PostgreSQL does for either until throughput says otherwise.',
    group: 'Messaging',
    appliesWhen: { style: ['event-driven'] },
    values: [
      { id: 'both', label: 'Kafka and RabbitMQ', hint: 'events in Kafka, tasks in RabbitMQ' },
      { id: 'kafka', label: 'Kafka', hint: 'events in Kafka, tasks in PostgreSQL' },
      { id: 'rabbitmq', label: 'RabbitMQ', hint: 'events in PostgreSQL, tasks in RabbitMQ' },
      { id: 'postgres', label: 'PostgreSQL', hint: 'both in PostgreSQL, nothing else to run' },
    ],
    default: 'both',
    pattern: {
      name: 'Messaging',
      link: 'https://microservices.io/patterns/communication-style/messaging.html',
    },
  },
  {
    kind: 'select',
    id: 'saga',
    flag: 'saga',
    question: 'Who leads an order through its steps?',
    why: 'Choreography has no central part to run; an orchestrator says at one place where each order stands.',
    group: 'Messaging',
    appliesWhen: { style: ['event-driven'] },
    values: [
      { id: 'choreography', label: 'Choreography', hint: 'each service reacts to events' },
      { id: 'orchestration', label: 'Orchestration', hint: 'orders sends commands, and waits' },
    ],
    default: 'choreography',
    pattern: { name: 'Saga', link: 'https://microservices.io/patterns/data/saga.html' },
  },
  {
    kind: 'count',
    id: 'partitions',
    flag: 'partitions',
    question: 'How many partitions does each topic have?',
    why: 'As many instances of a service share a topic; growing later moves keys to other partitions.',
    group: 'Messaging',
    appliesWhen: { style: ['event-driven'] },
    min: 1,
    max: 60,
    default: 6,
    pattern: {
      name: 'Partition',
      link: 'https://kafka.apache.org/documentation/#intro_concepts_and_terms',
    },
  },
  {
    kind: 'count',
    id: 'retentionDays',
    flag: 'retention-days',
    question: 'For how many days does the log keep events?',
    why: 'A consumer may be away for that long; orders keep their own events for good.',
    group: 'Messaging',
    appliesWhen: { style: ['event-driven'] },
    min: 1,
    max: 365,
    default: 7,
    pattern: {
      name: 'Retention',
      link: 'https://kafka.apache.org/documentation/#topicconfigs_retention.ms',
    },
  },
  {
    kind: 'count',
    id: 'readReplicas',
    flag: 'read-replicas',
    question: 'How many read replicas of the database?',
    why: 'None until reads outgrow one server; replicas lag, so only list reads go there.',
    group: 'Data',
    appliesWhen: { style: ['monolith'] },
    min: 0,
    max: 2,
    default: 0,
    pattern: {
      name: 'Read replica',
      link: 'https://www.postgresql.org/docs/18/warm-standby.html#STREAMING-REPLICATION',
    },
  },
  {
    kind: 'select',
    id: 'tracing',
    flag: 'tracing',
    question: 'Distributed tracing?',
    why: 'Costs nothing until OTEL_EXPORTER_OTLP_ENDPOINT is set, and is hard to add in an incident.',
    group: 'Operations',
    values: [
      { id: 'opentelemetry', label: 'OpenTelemetry', hint: 'HTTP and SQL spans over OTLP' },
      { id: 'none', label: 'None', hint: 'logs and metrics only' },
    ],
    default: 'opentelemetry',
    pattern: {
      name: 'Distributed tracing',
      link: 'https://microservices.io/patterns/observability/distributed-tracing.html',
    },
  },
  {
    kind: 'select',
    id: 'metrics',
    flag: 'metrics',
    question: 'Who gathers the metrics in Docker?',
    why: 'Every instance serves them at /metrics; most have a place that gathers them already.',
    group: 'Operations',
    appliesWhen: { style: ['microservices', 'event-driven'] },
    values: [
      { id: 'prometheus', label: 'Prometheus', hint: 'with a dashboard in Grafana' },
      { id: 'none', label: 'Nobody', hint: 'bring your own' },
    ],
    default: 'none',
    pattern: {
      name: 'Application metrics',
      link: 'https://microservices.io/patterns/observability/application-metrics.html',
    },
  },
  {
    kind: 'select',
    id: 'ci',
    flag: 'ci',
    question: 'Continuous integration?',
    why: 'The first push is then checked, tested and booted in Docker.',
    group: 'Operations',
    values: [
      { id: 'github', label: 'GitHub Actions', hint: 'check, test, compose smoke' },
      { id: 'none', label: 'None', hint: 'bring your own' },
    ],
    default: 'github',
  },
  {
    kind: 'select',
    id: 'node',
    flag: 'node',
    question: 'Which Node.js runs the repo?',
    why: 'Your own where it is 24 or newer; otherwise npm brings one as a development dependency.',
    group: 'Operations',
    values: [
      { id: 'system', label: 'The installed one', hint: 'Node 24 or newer on every machine' },
      { id: 'npm', label: 'From npm', hint: 'node 24 as a devDependency, for older machines' },
    ],
    default: 'system',
  },
] as const satisfies readonly Choice[];

export type ChoiceId = (typeof catalogue)[number]['id'];

/** Values of all choices that apply, typed from the catalogue. */
export type ChoiceValues = ValuesOf<typeof catalogue>;

/** The choices with a decision record, which quotes the user's reason: a name needs none. */
export const recordedChoices = catalogue.filter(({ kind }) => kind !== 'name');

/** Looks a choice up by id. Throws on an id that is not in the catalogue. */
export function choiceById(id: string): Choice {
  const found = catalogue.find((choice) => choice.id === id);
  if (!found) throw new Error(`no choice is called ${id}`);
  return found;
}

/** The value a choice takes when nothing was said: the style's preset, else the catalogue's. */
export function defaultOf(choice: Choice, style: StyleId): unknown {
  if (choice.kind === 'name') return undefined;
  return styles[style].preset[choice.id] ?? choice.default;
}

/** The default of a choice as a flag takes it, and by style where it is another one. */
export function defaultsOf(choice: Exclude<Choice, { readonly kind: 'name' }>): Defaults {
  const elsewhere = styleIds.filter((id) => styles[id].available && choice.id in styles[id].preset);
  return {
    value: `${choice.default}`,
    byStyle: elsewhere.map((style) => ({ style, value: `${styles[style].preset[choice.id]}` })),
  };
}

interface Defaults {
  readonly value: string;
  readonly byStyle: readonly { readonly style: StyleId; readonly value: string }[];
}
