export interface ForceValue {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
}

/** One question whose answer pulls towards some styles and away from others. */
export interface Force {
  readonly id: string;
  readonly flag: string;
  readonly question: string;
  readonly hint: string;
  readonly values: readonly ForceValue[];
  readonly default: string;
}

/** The forces the decision matrix weighs, in the order in which they are asked. */
export const forces = [
  {
    id: 'teamSize',
    flag: 'team-size',
    question: 'How many people will build it?',
    hint: 'Everyone who commits code in the first year.',
    values: [
      { id: 'tiny', label: '1 to 3', hint: 'Everyone knows all of the code' },
      { id: 'small', label: '4 to 9', hint: 'One stand-up meeting holds them all' },
      { id: 'medium', label: '10 to 25', hint: 'Work has to be divided' },
      { id: 'large', label: 'More than 25', hint: 'Nobody knows all of the code' },
    ],
    default: 'small',
  },
  {
    id: 'teams',
    flag: 'teams',
    question: 'How many teams will release on their own?',
    hint: 'A team counts if it wants to deploy without asking another.',
    values: [
      { id: 'one', label: 'One', hint: 'One backlog, one release' },
      { id: 'few', label: '2 to 4', hint: 'Some coordination is needed' },
      { id: 'many', label: '5 or more', hint: 'A common release would be a queue' },
    ],
    default: 'one',
  },
  {
    id: 'boundaries',
    flag: 'boundaries',
    question: 'How clear are the boundaries between parts of the domain?',
    hint: 'Boundaries drawn wrong are cheap to move in one code base and dear across a network.',
    values: [
      { id: 'unclear', label: 'Unclear', hint: 'Still finding out what the product is' },
      { id: 'emerging', label: 'Emerging', hint: 'The main parts have names' },
      { id: 'clear', label: 'Clear', hint: 'Stable contexts with few calls between them' },
    ],
    default: 'emerging',
  },
  {
    id: 'traffic',
    flag: 'traffic',
    question: 'What will the traffic look like?',
    hint: 'The shape matters more than the amount.',
    values: [
      { id: 'steady', label: 'Steady', hint: 'About the same every hour' },
      { id: 'growing', label: 'Growing', hint: 'More every month, without sudden peaks' },
      { id: 'uneven', label: 'Uneven', hint: 'Some parts take far more load than others' },
      { id: 'spiky', label: 'Spiky', hint: 'Near nothing, then sudden peaks' },
    ],
    default: 'steady',
  },
  {
    id: 'readsWrites',
    flag: 'reads-writes',
    question: 'How do reads compare with writes?',
    hint: 'Ask whether what is shown has the shape of what is stored.',
    values: [
      { id: 'balanced', label: 'Balanced', hint: 'Screens show rows as they were written' },
      { id: 'read-heavy', label: 'Mostly reads', hint: 'Ten reads or more for every write' },
      { id: 'write-heavy', label: 'Mostly writes', hint: 'Ingest, telemetry, bookings' },
      { id: 'different', label: 'Different models', hint: 'Reads join or aggregate a lot' },
    ],
    default: 'balanced',
  },
  {
    id: 'async',
    flag: 'async',
    question: 'How much of the work goes on after the answer was sent?',
    hint: 'E-mails, shipping, settlement, anything that waits for another party.',
    values: [
      { id: 'none', label: 'None', hint: 'Every request is done when it is answered' },
      { id: 'some', label: 'Some', hint: 'A few background jobs' },
      { id: 'core', label: 'At the core', hint: 'Long workflows across several parts' },
    ],
    default: 'none',
  },
  {
    id: 'audit',
    flag: 'audit',
    question: 'What has to be known about the past?',
    hint: 'Regulated money and health often need the full history.',
    values: [
      { id: 'none', label: 'Nothing', hint: 'The state of today is enough' },
      { id: 'log', label: 'Who changed what', hint: 'An audit log beside the state' },
      { id: 'history', label: 'Full history', hint: 'The state at any time, replayed' },
    ],
    default: 'none',
  },
  {
    id: 'consistency',
    flag: 'consistency',
    question: 'Must different parts agree at every moment?',
    hint: 'For example stock, order and payment after a purchase.',
    values: [
      { id: 'strong', label: 'Always', hint: 'One ACID transaction over several parts' },
      { id: 'mixed', label: 'In some places', hint: 'Money at once, the rest soon' },
      { id: 'eventual', label: 'Soon is enough', hint: 'Seconds of delay are fine' },
    ],
    default: 'strong',
  },
  {
    id: 'operations',
    flag: 'operations',
    question: 'How mature are operations?',
    hint: 'Each process needs deployment, monitoring and someone to wake up.',
    values: [
      { id: 'basic', label: 'Basic', hint: 'One server or platform, logs by hand' },
      { id: 'capable', label: 'Capable', hint: 'Automated deployment, metrics, alerts' },
      { id: 'mature', label: 'Mature', hint: 'On call, tracing, containers as routine' },
    ],
    default: 'capable',
  },
  {
    id: 'firstRelease',
    flag: 'first-release',
    question: 'When must the first release be out?',
    hint: 'Infrastructure built before the first user is a guess.',
    values: [
      { id: 'weeks', label: 'In weeks', hint: 'An MVP that has to prove itself' },
      { id: 'months', label: 'In months', hint: 'A planned first version' },
      { id: 'later', label: 'In a year or so', hint: 'A replacement of what already runs' },
    ],
    default: 'months',
  },
] as const satisfies readonly Force[];

type KnownForce = (typeof forces)[number];

export type ForceId = KnownForce['id'];

export type ValueOf<F extends ForceId> = Extract<KnownForce, { id: F }>['values'][number]['id'];

/** One value for every force. */
export type ForceAnswers = { readonly [F in ForceId]: ValueOf<F> };

/** The answers that stand where nothing was said: a small team with an ordinary product. */
export const defaultForces = Object.fromEntries(
  forces.map((force) => [force.id, force.default]),
) as ForceAnswers;
