export { createTestDatabase, type TestDatabase } from './database.ts';
export { startTestService, type TestService } from './test-service.ts';
export { newKeyPair } from './key-pair.ts';
