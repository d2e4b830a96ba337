import { expect, test } from 'vitest';
import { rendered } from '../templates/output.ts';

/** The secrets of each service that has any, by its name. */
function secretsOf(choices: Readonly<Record<string, string>>): Record<string, string> {
  const list = rendered({ name: 'shop', ...choices }).get('scripts/services.ts')?.contents ?? '';
  const entries = String(list).matchAll(/name: '(.+)',[^}]*?secrets: \[(.+)\]/g);
  return Object.fromEntries([...entries].map(([, name, secrets]) => [name, secrets]));
}

test('in development, a secret goes to those alone who use it', () => {
  const identity = "'JWT_PRIVATE_KEY', 'ADMIN_PASSWORD'";
  expect(secretsOf({ style: 'microservices' })).toEqual({ users: identity });
  const others = ['products', 'orders', 'payments', 'inventory', 'shipping'];
  const contexts = ['users', ...others, 'email', 'reviews'].join();
  const brokers = "'EVENT_LOG_URL', 'TASK_QUEUE_URL'";
  expect(secretsOf({ style: 'event-driven', contexts })).toEqual({
    users: `${identity}, ${brokers}`,
    ...Object.fromEntries(others.map((name) => [name, brokers])),
    email: `${brokers}, 'MAIL_URL'`,
  });
});
