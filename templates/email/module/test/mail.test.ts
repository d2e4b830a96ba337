import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cancelledLetter,
  confirmedLetter,
  rejectedLetter,
  welcomeLetter,
} from '../domain/letters.ts';
import { mailOf } from '../domain/mail.ts';

const ada = { address: 'ada@example.com', name: 'Ada' };
const orderId = '019abcde-0000-7000-8000-000000000001';

test('a mail says the same as text and as HTML', () => {
  const mail = mailOf('1', ada, welcomeLetter());
  assert.equal(mail.subject, 'Welcome');
  assert.match(mail.text, /^Hello Ada,\n\nYour account is ready\./);
  assert.match(mail.html, /<p>Hello Ada,<\/p>\n<p>Your account is ready\./);
});

test('a name is text, whatever is in it', () => {
  const name = `<img src="x" onerror='alert(1)'> & Co`;
  const { html, text } = mailOf('1', { ...ada, name }, welcomeLetter());
  assert.ok(!html.includes('<img'));
  assert.ok(html.includes('&#60;img src=&#34;x&#34; onerror=&#39;alert(1)&#39;&#62; &#38; Co'));
  assert.ok(text.includes(name));
});

test('no line break of a name or a subject begins a header', () => {
  const name = 'Ada\r\nBcc: eve@example.com\u2028X';
  const mail = mailOf(
    '1',
    { ...ada, name },
    { subject: 'Hi\nBcc: eve@example.com', paragraphs: [] },
  );
  assert.equal(mail.to.name, 'Ada Bcc: eve@example.com X');
  assert.equal(mail.subject, 'Hi Bcc: eve@example.com');
  assert.equal(mail.text, 'Hello Ada Bcc: eve@example.com X,\n');
});

for (const [amount, currency, words] of [
  [123_456, 'EUR', '€1,234.56'],
  [500, 'JPY', '¥500'],
  [0, 'USD', '$0.00'],
] as const) {
  test(`${amount} minor units of ${currency} are ${words}`, () => {
    const { paragraphs } = confirmedLetter({ orderId, total: { amount, currency } });
    assert.ok(paragraphs[0]?.includes(` ${words} `));
  });
}

test('who gets no order is told why', () => {
  const why = (reason: string) => rejectedLetter({ orderId, reason }).paragraphs[0];
  assert.match(String(why('out_of_stock')), /out of stock/);
  assert.match(String(why('__proto__')), /it could not be carried out/);
  assert.match(String(cancelledLetter({ orderId }).paragraphs[0]), new RegExp(orderId));
});
