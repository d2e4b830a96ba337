/** Takes over the main part of a newer page, with what is open and what has the focus. */
async function refresh() {
  const answer = await fetch('/_system');
  if (!answer.ok) return;
  const newer = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const main = document.querySelector('main');
  const next = newer.querySelector('main');
  if (!main || !next) return;
  // A button that somebody is about to press stays where it is.
  if (document.activeElement?.matches('main button')) return;
  for (const { id } of main.querySelectorAll('details[open]')) {
    next.querySelector(`#${CSS.escape(id)}`)?.setAttribute('open', '');
  }
  const focused = document.activeElement?.closest('details')?.id;
  main.replaceWith(document.adoptNode(next));
  if (focused) document.getElementById(focused)?.querySelector('summary')?.focus();
}

let last = Promise.resolve();

new EventSource('/_system/changes').addEventListener('message', () => {
  // While the server starts again there is no page.
  last = last.then(refresh).catch(() => undefined);
});
