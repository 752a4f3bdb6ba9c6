import fs from 'node:fs';
import { join } from 'node:path';

/** Makes what was created, renamed or removed in a folder survive a power cut. */
export function syncFolder(folder: string): void {
	syncPath(folder);
}

/** Writes every file and every folder below (and with) `folder` to the disk. */
export function syncTree(folder: string): void {
	for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) syncTree(path);
		else if (entry.isFile()) syncPath(path);
	}
	syncPath(folder);
}

/** A new file, readable by its owner only, on the disk when this returns. */
export function writeDurably(path: string, text: string): void {
	const file = fs.openSync(path, 'wx', 0o600);
	try {
		fs.writeSync(file, text);
		fs.fsyncSync(file);
	} finally {
		fs.closeSync(file);
	}
}

function syncPath(path: string): void {
	const opened = fs.openSync(path, 'r');
	try {
		fs.fsyncSync(opened);
	} finally {
		fs.closeSync(opened);
	}
}
