// A worker thread does not inherit the loader that reads TypeScript, so from sources the worker begins here.
import { register } from 'tsx/esm/api';

register();
const { default: run } = await import('./tasks.ts');
export default run;
