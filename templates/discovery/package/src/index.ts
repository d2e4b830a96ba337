export { addressOf, Balancer, type BalancerOptions, type Lease } from './balancer.ts';
export type { Directory, Discovery, Instance, Log } from './discovery.ts';
export { isDiscoveryUrl, openDiscovery } from './open.ts';
