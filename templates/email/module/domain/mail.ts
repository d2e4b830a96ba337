/** Someone who gets mails. */
export interface Recipient {
  readonly address: string;
  readonly name: string;
}

/** What a mail says, to nobody in particular yet. */
export interface Letter {
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

/** A mail to one recipient: the same as text and as HTML. */
export interface Mail {
  /** A UUID; the same however often the mail is sent. */
  readonly id: string;
  readonly to: Recipient;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Sends mails. */
export interface Mailer {
  /** Resolves once the mail is on its way for good. */
  send(mail: Mail): Promise<void>;
  close(): Promise<void>;
}

/** A letter as a mail. Whatever is in it, it stays text: it becomes neither a header nor HTML. */
export function mailOf(id: string, to: Recipient, { subject, paragraphs }: Letter): Mail {
  const lines = [`Hello ${to.name},`, ...paragraphs].map(onOneLine);
  return {
    id,
    to: { address: to.address, name: onOneLine(to.name) },
    subject: onOneLine(subject),
    text: `${lines.join('\n\n')}\n`,
    html: `<!doctype html>\n${lines.map((line) => `<p>${escaped(line)}</p>`).join('\n')}\n`,
  };
}

/** A line break in a header would begin another header. */
function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
