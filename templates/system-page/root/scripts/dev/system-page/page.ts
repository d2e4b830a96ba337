import type { BrokerState } from './broker-watch.ts';
import { brokerSections } from './broker-sections.ts';
import { Html, html } from './html.ts';
import { type ObservedEvent, unreadable } from './observed-event.ts';
import { type Timeline, timelinesOf } from './saga-timelines.ts';

/** What the page shows. */
export interface Shown {
  /** The newest first. */
  readonly events: readonly ObservedEvent[];
  /** Or why there is none. */
  readonly brokers: BrokerState | Error;
}

/** The whole page; `page.js` replaces its main part with that of a newer one. */
export function page({ events, brokers }: Shown): string {
  const { text } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>System</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/_system/page.css">
<script type="module" src="/_system/page.js"></script>
</head>
<body>
<h1>System</h1>
<main>
${brokerSections(brokers)}
${sagas(timelinesOf(events))}
${flow(events)}
</main>
</body>
</html>
`;
  return text;
}

function sagas(timelines: readonly Timeline[]): Html {
  return html`<section id="sagas">
<h2>Orders</h2>
${timelines.length > 0 ? timelines.map(saga) : html`<p>None of the last events is of an order.</p>`}
</section>`;
}

function saga({ order, outcome, reason, tookMs, isWhole, steps }: Timeline): Html {
  const items = steps.map(
    ({ type, source, isCommand, afterMs }) =>
      html`<li><span class="after">+${afterMs} ms</span> ${isCommand ? 'to ' : ''}<b>${source}</b> ${nameOf(type)}</li>\n`,
  );
  return html`<details id="order-${order}" class="${outcome}">
<summary><code>${order}</code> <strong>${outcome}${reason ? ` (${reason})` : ''}</strong> steps: ${steps.length} in ${tookMs} ms${isWhole ? '' : ', the first ones are not kept any more'}</summary>
<ol>
${items}</ol>
</details>
`;
}

/** The part of a type that says what happened. */
function nameOf(type: string): string {
  return type.slice(type.indexOf('.') + 1);
}

function flow(events: readonly ObservedEvent[]): Html {
  const rows = events.map(
    ({
      time,
      type,
      subject,
      source,
      topic,
      reason,
    }) => html`<tr${type === unreadable ? failed : none}>
<td><time datetime="${time.toISOString()}">${time.toISOString().slice(11, 23)}</time></td>
<td>${type}${reason ? html` <small>${reason}</small>` : none}</td><td><code>${subject}</code></td><td>${source}</td><td>${topic}</td>
</tr>
`,
  );
  return html`<section id="events">
<h2>Events</h2>
<p>The last ${events.length}, the newest first; times are UTC.</p>
<table>
<thead><tr><th>time</th><th>type</th><th>subject</th><th>source</th><th>topic</th></tr></thead>
<tbody>
${rows}</tbody>
</table>
</section>`;
}

const none = new Html('');
const failed = new Html(' class="failed"');
