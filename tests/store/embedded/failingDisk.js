// Preloaded into a server process: in the database's thread the disk fails from the 40th sync on.
import fs from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const sync = fs.fdatasyncSync;
let left = 40;
fs.fdatasyncSync = (file) => {
	if (!isMainThread && --left < 0) {
		throw Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' });
	}
	sync(file);
};
