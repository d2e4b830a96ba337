/** Loaded into the application in development: it ends in order when the process that runs it is gone. */
process.stdin.once('end', () => process.kill(process.pid, 'SIGTERM')).resume();
if ('unref' in process.stdin) process.stdin.unref();
