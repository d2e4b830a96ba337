/** The longest text that is shown, in characters. */
const longest = 300;

/**
 * A text that came over a broker as it may be shown: short, and without e-mail addresses and payment
 * tokens, which errors and hostile messages may hold.
 */
export function withoutPrivateData(text: string): string {
  const start = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return start.replace(address, '[e-mail address]').replace(paymentToken, '[payment token]');
}

const address = /[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+/g;

const paymentToken = /\btok_\w+/gi;
