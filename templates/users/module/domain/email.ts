/** One spelling for each mailbox: two that differ in case alone are the same account. */
export function normaliseEmail(email: string): string {
  return email.toLowerCase();
}
