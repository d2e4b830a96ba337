import type { Message } from './message.ts';

/** The largest message that is sent or read: 256 KiB, which every broker takes with its own settings. */
export const maximumBytes = 256 * 1024;

/** Thrown for a message that is too large to be sent. */
export class OversizedMessage extends Error {
  override readonly name = 'OversizedMessage';
}

/** Bytes of a message as it is sent: key, headers and body in UTF-8. */
export function sizeOf({ key, headers, body }: Pick<Message, 'key' | 'headers' | 'body'>): number {
  let bytes = Buffer.byteLength(key) + Buffer.byteLength(body);
  for (const [name, value] of Object.entries(headers)) {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
  }
  return bytes;
}

/** @throws OversizedMessage above `maximumBytes` */
export function assertSize(message: Message): void {
  const bytes = sizeOf(message);
  if (bytes <= maximumBytes) return;
  throw new OversizedMessage(`message ${message.id} has ${bytes} bytes, over ${maximumBytes}`);
}
