/** Generation did not happen; what was there before is as it was. */
export class DiskError extends Error {
  /** `refused`: the target is not one we write into. `failed`: the disk said no. */
  readonly kind: 'refused' | 'failed';
  readonly hint: string | undefined;

  constructor(kind: 'refused' | 'failed', message: string, hint?: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DiskError';
    this.kind = kind;
    this.hint = hint;
  }
}

/** A signal stopped generation before it was complete; nothing of it is left. */
export class Interrupted extends Error {}

/**
 * Puts an error of the file system in words.
 *
 * @returns a DiskError for what a person can mend, else the error itself: a fault of ours
 */
export function explain(error: unknown, folder: string): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? '';
  const reason = reasons[code];
  if (!reason) return error;
  return new DiskError('failed', `cannot write to ${folder}: ${reason.why}`, reason.hint, error);
}

const reasons: Readonly<Record<string, { why: string; hint: string }>> = {
  ENOSPC: { why: 'the disk is full', hint: 'free some space and run the same command again' },
  EDQUOT: { why: 'your quota is used up', hint: 'free some space and run the same command again' },
  EACCES: { why: 'permission denied', hint: 'choose a folder that you may write to' },
  EPERM: { why: 'the operation is not permitted', hint: 'choose a folder that you may write to' },
  EROFS: { why: 'the file system is read-only', hint: 'choose a folder on another one' },
  ENAMETOOLONG: { why: 'the path is too long', hint: 'choose a folder nearer to the root' },
  ENOTDIR: { why: 'a part of the path is a file', hint: 'choose another folder' },
  ELOOP: { why: 'its links lead in a circle', hint: 'choose another folder' },
  ENOTEMPTY: { why: 'something else wrote there meanwhile', hint: 'look at it, then try again' },
  EEXIST: { why: 'something else wrote there meanwhile', hint: 'look at it, then try again' },
  EIO: { why: 'the disk reports an error', hint: 'choose a folder on another disk' },
  EMFILE: { why: 'too many files are open', hint: 'raise the limit (ulimit -n)' },
};
