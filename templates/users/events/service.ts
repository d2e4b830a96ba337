import { isPrivateKey, tokenIssuer } from '@app/auth';
import { defineService, parties, sqlStorage } from '@app/chassis';
import { Type } from '@app/http-server';
import { brokers, exchangeMessages } from '@app/messaging';
import { withOutbox } from '@app/outbox';
import { createUsers } from './index.ts';
import { seed } from './seed.ts';

const PrivateKey = Type.Refine(
  Type.String(),
  isPrivateKey,
  () => 'must be a P-256 key, PKCS#8 DER in base64',
);

/** Registers users and tells of them, signs them in, and alone holds the key that signs access tokens. */
export const service = defineService({
  name: 'users',
  settings: Type.Object({ ...brokers, JWT_PRIVATE_KEY: PrivateKey }),
  storage: withOutbox(
    sqlStorage({ schema: 'users', migrations: `${import.meta.dirname}/migrations` }),
  ),
  seed,
  create({ platform, store, settings }) {
    const tokens = tokenIssuer({ ...parties, privateKey: settings.JWT_PRIVATE_KEY });
    const { mounts } = createUsers({ ...platform, pool: store, tokens });
    const { log } = platform;
    return {
      mounts: {
        ...mounts,
        '': async (server) => exchangeMessages(server, { service: 'users', settings, store, log }),
      },
    };
  },
});
