import type { BrokerState, DeadLetters, Place, ShownLetter } from './broker-watch.ts';
import { type Html, html } from './html.ts';
import { withoutPrivateData } from './private-data.ts';

/** How far consumers are, and what they gave up. */
export function brokerSections(state: BrokerState | Error): Html {
  if (state instanceof Error) {
    const reason = withoutPrivateData(state.message || state.name);
    return html`<section id="brokers">
<h2>Brokers</h2>
<p class="failed">Of the brokers nothing is known: ${reason}</p>
</section>`;
  }
  return html`${progress(state)}
${dead(state.deadLetters)}`;
}

function progress({ lags, queues }: BrokerState): Html {
  const groups = lags.map(
    ({ group, topic, behind }) =>
      html`<tr><td>${group}</td><td>${topic}</td><td>${behind}</td></tr>\n`,
  );
  const depths = queues.map(
    ({ queue, waiting, dead: given }) =>
      html`<tr><td>${queue}</td><td>${waiting}</td><td>${given}</td></tr>\n`,
  );
  return html`<section id="progress">
<h2>Consumers</h2>
<table>
<thead><tr><th>group</th><th>topic</th><th>events to go</th></tr></thead>
<tbody>
${groups}</tbody>
</table>
<table>
<thead><tr><th>queue</th><th>tasks waiting</th><th>given up</th></tr></thead>
<tbody>
${depths}</tbody>
</table>
</section>`;
}

function dead(all: readonly DeadLetters[]): Html {
  return html`<section id="dead-letters">
<h2>Dead letters</h2>
${all.length > 0 ? all.map(lettersOfPlace) : html`<p>None: nothing was given up.</p>`}
</section>`;
}

function lettersOfPlace({ place, letters }: DeadLetters): Html {
  const name = 'queue' in place ? place.queue : `${place.group}, from ${place.topic}`;
  const rows = letters.map((letter) => letterRow(place, letter));
  return html`<h3>${name}</h3>
<table>
<thead><tr><th>type</th><th>subject</th><th>reason</th><th>attempts</th><th>${redriveButton(place, 'Redrive all')}</th></tr></thead>
<tbody>
${rows}</tbody>
</table>
`;
}

function letterRow(place: Place, { id, type, subject, reason, attempts }: ShownLetter): Html {
  return html`<tr><td>${type}</td><td><code>${subject}</code></td><td class="failed">${reason}</td><td>${attempts}</td><td>${redriveButton(place, 'Redrive', id)}</td></tr>
`;
}

function redriveButton(place: Place, label: string, id?: string): Html {
  const fields = Object.entries(id === undefined ? place : { ...place, id });
  return html`<form method="post" action="/_system/redrive">${fields.map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}<button>${label}</button></form>`;
}
