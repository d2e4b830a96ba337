import assert from 'node:assert/strict';
import { keepsTheContract } from './contract.ts';
import { survivesCrashes } from './crash-contract.ts';
import { type RelayedLog, survivesOutages } from './outage-contract.ts';
import { worksInPortions } from './portions-contract.ts';
import { relay } from './relay.ts';

const url = process.env.TEST_KAFKA_URL ?? '';
assert.match(
  url,
  /^kafka:\/\/\d{3}\./,
  'TEST_KAFKA_URL has the address that the broker advertises',
);

const create = async () => ({ url, close: async () => undefined });

keepsTheContract(create);
survivesCrashes(create);
worksInPortions(create);
survivesOutages(createRelayedLog);

/**
 * Clients of Kafka connect to the address that it tells them. The relay tells them its own, which is as
 * long: that of the broker with another beginning, on this machine.
 */
async function createRelayedLog(): Promise<RelayedLog> {
  const { hostname, port } = new URL(url.replace('kafka:', 'http:'));
  const own = `127${hostname.slice(3)}`;
  const alter = (data: Buffer) =>
    Buffer.from(data.toString('latin1').replaceAll(hostname, own), 'latin1');
  const from = { host: own, port: Number(port) };
  return {
    ...(await create()),
    url: `kafka://${own}:${port}`,
    ...relay(from, { host: hostname, port: Number(port) }, alter),
  };
}
