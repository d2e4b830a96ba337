export { stubCallee, type StubbedEndpoint, when } from './stub-callee.ts';
