/** The channel on which is said which stream, or which view, has something new. */
export const channel = 'event_store';

/** Said when any stream has. */
export const anyStream = '*';

/** Said when a view has. */
export const viewOf = (projection: string) => `view ${projection}`;
