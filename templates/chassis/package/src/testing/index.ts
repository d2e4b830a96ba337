export { createTestDatabase, type TestDatabase } from './database.ts';
export { newKeyPair } from './key-pair.ts';
export { startTestService, type Surroundings, type TestService } from './test-service.ts';
export { until } from './until.ts';
