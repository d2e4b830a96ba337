import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { openEventLog } from '../faults/sagas/generated.ts';
import { type OwnBrowser, openBrowser } from './chromium.ts';
import { type Customer, newCustomer } from './customer.ts';

/**
 * Opens the live page of a system that `npm run dev` runs in a real browser: run as
 * `node test/browser/system-page.ts <base URL> <folder of the repo>`, with EVENT_LOG_URL.
 */
const [base = '', repository = ''] = process.argv.slice(2);

/** Longest wait for anything, in milliseconds: the machine may be busy. */
const patience = 60_000;

const wrong: string[] = [];
let own: OwnBrowser;
let page: Page;
let customer: Customer;

before(async () => {
  customer = await newCustomer(base);
  own = await openBrowser();
  page = await own.browser.newPage();
  page.setDefaultTimeout(patience);
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) wrong.push(message.text());
  });
  await page.goto(`${base}/_system`);
});

after(() => own?.close());

test('shows what the services are at', async () => {
  const headings = await page.$$eval('h2', (all) => all.map(({ textContent }) => textContent));
  assert.deepEqual(headings, ['Consumers', 'Dead letters', 'Orders', 'Events']);
  assert.ok(await page.$('#progress td ::-p-text(email-queue)'));
});

test('shows an order as it goes on, and its events, without being loaded again', async () => {
  const loaded: string[] = [];
  const note = () => loaded.push(page.url());
  page.on('load', note);
  const order = await customer.order();
  await page.waitForSelector(`#order-${order}.confirmed`);
  await page.waitForSelector(`#events td ::-p-text(${order})`);
  page.off('load', note);
  assert.deepEqual(loaded, []);
});

test('opens the steps of an order by the keyboard, and leaves them open as more comes in', async () => {
  const order = await customer.order();
  const details = `#order-${order}`;
  await page.waitForSelector(`${details}.confirmed`);
  await tabTo(`${details} summary`);
  await page.keyboard.press('Enter');
  await page.waitForSelector(`${details}[open]`);
  const steps = await page.$$eval(`${details} li b`, (all) => all.map((one) => one.textContent));
  assert.deepEqual(new Set(steps), new Set(['orders', 'payments', 'inventory', 'shipping']));
  await page.waitForSelector(`#order-${await customer.order()}.confirmed`);
  assert.ok(await page.$(`${details}[open] summary:focus`), 'it is closed, or lost the focus');
});

test('shows a dead letter with its reason, as text, and sends it again by the keyboard', async () => {
  const hostile = '<img src=x><script>1</script>';
  const log = await openEventLog(repository, String(process.env.EVENT_LOG_URL));
  await log.publish('order-events', [
    { id: randomUUID(), key: randomUUID(), headers: {}, body: hostile },
  ]);
  await log.close();
  await page.waitForSelector('#dead-letters td.failed');
  const reasons = await page.$$eval('#dead-letters td.failed', (all) =>
    all.map(({ textContent }) => textContent),
  );
  assert.ok(reasons.every((reason) => reason?.trim()));
  assert.equal(await page.$('main img, main script'), null);
  await tabTo('#dead-letters tbody button');
  const [redriven] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    page.waitForNavigation(),
    page.keyboard.press('Enter'),
  ]);
  assert.equal(redriven.status(), 303);
  assert.equal(page.url(), `${base}/_system`);
});

test('fits on a narrow screen, with all there is to press', async () => {
  await page.setViewport({ width: 360, height: 740 });
  await page.reload();
  assert.deepEqual(await tooWide(), []);
  await page.waitForSelector(`#order-${await customer.order()}.confirmed`);
  assert.ok(await page.$('#dead-letters tbody button'));
  assert.deepEqual(await tooWide(), []);
});

test('runs without an error, and no script but its own', { timeout: patience }, async () => {
  assert.deepEqual(wrong, []);
  const refused = new Promise<string>((resolve) => {
    page.once('console', (message) => resolve(message.text()));
  });
  await page.evaluate(`document.head.append(
    Object.assign(document.createElement('script'), { textContent: 'document.title = "taken"' }),
  )`);
  assert.match(await refused, /Content Security Policy/);
  assert.equal(await page.title(), 'System');
});

/** Presses Tab until something has the focus. */
async function tabTo(selector: string): Promise<void> {
  for (let presses = 0; !(await page.$(`${selector}:focus`)); presses += 1) {
    assert.ok(presses < 500, `${selector} cannot be reached by the keyboard`);
    await page.keyboard.press('Tab');
  }
}

/** What has to be scrolled sideways: the whole, or a section of it. */
function tooWide(): Promise<unknown> {
  return page.evaluate(`[document.documentElement, ...document.querySelectorAll('section')]
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
    .map(({ id, tagName }) => id || tagName)`);
}
