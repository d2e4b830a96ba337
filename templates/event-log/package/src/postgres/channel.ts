/** The channel on which is said of which topic or group there is news. */
export const channel = 'event_log';
