export { assertCompatible } from './assert-compatible.ts';
export { breakingChanges, type Contracts, contractsOf } from './compatibility.ts';
