/** The channel on which is said to which queue tasks were added. */
export const channel = 'task_queue';
