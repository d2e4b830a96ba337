import { startStub } from './stub-service.ts';

const { SERVICE = 'stub', INSTANCE = 'a' } = process.env;
const stub = await startStub(SERVICE, INSTANCE, 8080);
process.once('SIGTERM', () => stub.close());
