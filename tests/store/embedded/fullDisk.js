// Preloaded into a server process: in the database's thread the disk is full from the 400th write on.
import fs from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const write = fs.writeSync;
let left = 400;
fs.writeSync = (...args) => {
	if (!isMainThread && --left < 0)
		throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
	return write(...args);
};
