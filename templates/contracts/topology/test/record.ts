import { assertRecorded, channels } from './recorded-contracts.ts';

/** Writes what is in the code to the files that record it, unless a change breaks others. */
for (const channel of channels) assertRecorded(channel, { record: true });
