import { isPrivateKey, tokenIssuer } from '@app/auth';
import { defineService, parties, sqlStorage } from '@app/chassis';
import { Type } from '@app/http-server';
import { createUsers } from './index.ts';
import { seed } from './seed.ts';

const PrivateKey = Type.Refine(
  Type.String(),
  isPrivateKey,
  () => 'must be a P-256 key, PKCS#8 DER in base64',
);

/** Registers users, signs them in, and alone holds the key that signs access tokens. */
export const service = defineService({
  name: 'users',
  settings: Type.Object({ JWT_PRIVATE_KEY: PrivateKey }),
  storage: sqlStorage({ schema: 'users', migrations: `${import.meta.dirname}/migrations` }),
  seed,
  create({ platform, store: pool, settings }) {
    const tokens = tokenIssuer({ ...parties, privateKey: settings.JWT_PRIVATE_KEY });
    return createUsers({ ...platform, pool, tokens });
  },
});
