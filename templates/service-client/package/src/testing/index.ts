export { answering, stubCallee } from './stub-callee.ts';
