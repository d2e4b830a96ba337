/** What is generated for a run, and which brokers it runs on. */
export interface Run {
  /** As it is written on the command line: `choreography:embedded`. */
  readonly name: string;
  readonly saga: string;
  /** The brokers that are generated, a value of `--broker`. */
  readonly broker: string;
  /** Those of them that run on Docker; others are in the database. */
  readonly containers: readonly Broker[];
}

export type Broker = 'kafka' | 'rabbitmq';

const sagas = ['choreography', 'orchestration'];

const places: Readonly<Record<string, Pick<Run, 'broker' | 'containers'>>> = {
  embedded: { broker: 'both', containers: [] },
  both: { broker: 'both', containers: ['kafka', 'rabbitmq'] },
  kafka: { broker: 'kafka', containers: ['kafka'] },
  rabbitmq: { broker: 'rabbitmq', containers: ['rabbitmq'] },
  postgres: { broker: 'postgres', containers: [] },
};

/** Each saga once, and both kinds of brokers: what is affordable on each change. */
export const usualRuns = 'choreography:embedded,orchestration:both';

/** The names of all runs. */
export const runNames: readonly string[] = sagas.flatMap((saga) =>
  Object.keys(places).map((place) => `${saga}:${place}`),
);

/**
 * @param list names separated by commas, or `all`
 * @throws Error for a name that is none
 */
export function parseRuns(list: string): Run[] {
  return (list === 'all' ? runNames : list.split(',')).map((name) => {
    const [saga = '', place = ''] = name.split(':');
    const where = places[place];
    if (!where || !sagas.includes(saga)) {
      throw new Error(`there is no run ${name}, but ${runNames.join(', ')}`);
    }
    return { name, saga, ...where };
  });
}
