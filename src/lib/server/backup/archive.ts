/** A backup is one file, a gzipped tar: the note `manifest.json` first, then what the database is made of. */
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { BackupFailed } from './backupFailed.ts';

const ManifestSchema = z.object({
	format: z.literal(1),
	kind: z.enum(['embedded', 'server']),
	/** Epoch milliseconds. */
	madeMs: z.number().int(),
	/** `server_version` of the PostgreSQL. */
	postgres: z.string()
});
export type Manifest = z.infer<typeof ManifestSchema>;

const MANIFEST = 'manifest.json';
/** What a backup may hold, at the top. */
export const CLUSTER = 'postgres';
export const DUMP = 'database.dump';
/** Encrypts what accounts keep secret, so that it belongs to their rows. */
export const SECRET = 'auth-secret';

export const writeManifest = (folder: string, manifest: Manifest): Promise<void> =>
	writeFile(join(folder, MANIFEST), JSON.stringify(manifest, null, '\t'), { mode: 0o600, flush: true });

/** @throws BackupFailed when the folder holds no backup that this program understands */
export async function readManifest(folder: string): Promise<Manifest> {
	const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => 'null');
	const manifest = ManifestSchema.safeParse(jsonOf(text));
	if (manifest.success) return manifest.data;
	throw new BackupFailed('failed', 'this is no backup of Awareness Run, or one of a newer version');
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

/** Quick rather than small: tables shrink to a fifth in any case. The event loop goes on meanwhile. */
const LEVEL = 1;

/** @param folder holds the manifest and what belongs to it @param file new, on the disk when this returns */
export async function packFolder(folder: string, file: string, parts: string[]): Promise<void> {
	const { create } = await import('tar');
	await pipeline(
		create({ cwd: folder, portable: true, strict: true }, [MANIFEST, ...parts]),
		createGzip({ level: LEVEL }),
		createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true })
	);
}

/** Only files and folders of the names that a backup has; a path that leads out of the folder, or a link, is a fault. */
export async function unpackFile(file: string, folder: string): Promise<Manifest> {
	const { extract } = await import('tar');
	const faults: string[] = [];
	const isPart = (path: string): boolean =>
		[MANIFEST, CLUSTER, DUMP, SECRET].includes(path.replace(/^\.\//, '').split('/')[0] ?? '');
	try {
		// Read to its end before anything is unpacked: a file that is cut off leaves nothing half written.
		await pipeline(
			createReadStream(file),
			createGunzip(),
			new Writable({ write: (_chunk, _, done) => done() })
		);
		await pipeline(
			createReadStream(file),
			createGunzip(),
			extract({
				cwd: folder,
				strict: true,
				preserveOwner: false,
				noMtime: true,
				dmode: 0o700,
				fmode: 0o600,
				umask: 0o077,
				filter: (path, entry) => {
					const taken = isPart(path) && 'type' in entry && ['File', 'Directory'].includes(entry.type);
					if (!taken) faults.push(path);
					return taken;
				}
			})
		);
	} catch (error) {
		if (error instanceof Error && /ENOSPC|EDQUOT/.test(error.message)) throw error;
		throw new BackupFailed('failed', `${file} is damaged, or no backup: ${String(error)}`, { cause: error });
	}
	if (faults.length > 0)
		throw new BackupFailed('failed', `${file} is no backup: it holds ${faults.slice(0, 3).join(', ')}`);
	return readManifest(folder);
}
