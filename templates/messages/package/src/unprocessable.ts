/** Thrown by a handler for a message that no further attempt makes good: it is a dead letter at once. */
export class Unprocessable extends Error {
  override readonly name = 'Unprocessable';
}
