export { breakingChanges, type Contracts, contractsOf } from './compatibility.ts';
export { assertCompatible, assertDescribed, type Recording } from './recorded.ts';
