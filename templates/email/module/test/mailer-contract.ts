import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import PostalMime, { type Email } from 'postal-mime';
import { type Mailer, mailOf } from '../domain/mail.ts';

/** Where mails arrive in a test. */
export interface Mailbox {
  readonly mailer: Mailer;
  /** The mails so far, as they arrived. */
  received(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export const from = 'shop@example.com';

/** What holds for every mailer. */
export function deliversMails(open: () => Promise<Mailbox>): void {
  let mailbox: Mailbox;

  before(async () => {
    mailbox = await open();
  });

  after(() => mailbox.close());

  async function mailsWith(id: string): Promise<Email[]> {
    const mails = await Promise.all((await mailbox.received()).map((raw) => PostalMime.parse(raw)));
    return mails.filter(({ messageId }) => messageId === `<${id}@example.com>`);
  }

  const letter = { subject: 'Ünïcode ✓', paragraphs: ['One line.', '.', 'x'.repeat(2_000)] };

  test('a mail arrives as it was written, from and to whom it says', async () => {
    const mail = mailOf(randomUUID(), { address: 'ada@example.com', name: 'Ada Lovelace' }, letter);
    await mailbox.mailer.send(mail);
    const [arrived] = await mailsWith(mail.id);
    assert.equal(arrived?.subject, mail.subject);
    assert.equal(arrived?.from?.address, from);
    assert.deepEqual(arrived?.to, [mail.to]);
    assert.equal(arrived?.text?.trim(), mail.text.trim());
    assert.equal(arrived?.html?.trim(), mail.html.trim());
  });

  test('a mail that is sent again has the same Message-ID', async () => {
    const mail = mailOf(randomUUID(), { address: 'bob@example.com', name: 'Bob' }, letter);
    await mailbox.mailer.send(mail);
    await mailbox.mailer.send(mail);
    const arrived = await mailsWith(mail.id);
    assert.ok(arrived.length > 0);
  });

  test('many at once arrive, each once', async () => {
    const mails = Array.from({ length: 20 }, (_, index) =>
      mailOf(randomUUID(), { address: `user${index}@example.com`, name: 'User' }, letter),
    );
    await Promise.all(mails.map((mail) => mailbox.mailer.send(mail)));
    for (const { id } of mails) assert.equal((await mailsWith(id)).length, 1);
  });

  for (const name of ['Eve\r\nBcc: eve@example.com', '"><eve@example.com>', 'a, eve@example.com']) {
    test(`the name ${JSON.stringify(name)} adds neither a header nor a recipient`, async () => {
      const mail = mailOf(randomUUID(), { address: 'ada@example.com', name }, letter);
      // Even if what wrote the mail had let it through.
      await mailbox.mailer.send({ ...mail, to: { address: 'ada@example.com', name } });
      const [arrived] = await mailsWith(mail.id);
      assert.deepEqual(
        arrived?.to?.map(({ address }) => address),
        ['ada@example.com'],
      );
      assert.ok(!arrived?.headers.some(({ key }) => key === 'bcc'));
    });
  }
}
