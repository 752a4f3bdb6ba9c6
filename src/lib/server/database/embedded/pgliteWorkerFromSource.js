// A worker thread does not inherit the loader that reads TypeScript, so from sources the worker begins here.
import { register } from 'tsx/esm/api';

register();
await import('./pgliteWorker.ts');
