import packageDocument from '../../package.json' with { type: 'json' };

/** The version of this CLI. */
export const version: string = packageDocument.version;
