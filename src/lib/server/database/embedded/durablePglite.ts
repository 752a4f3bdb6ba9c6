/**
 * PGlite that survives a power cut. As shipped it starts PostgreSQL with -F (never sync) on a Node file system without
 * fsync, so 200 commits make no sync at all. Here every commit makes exactly one before it is acknowledged, and PostgreSQL's
 * own syncs of new WAL segments, renamed files and their folders reach the disk too.
 */
import fs from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** `fdatasync` is a stub in the WebAssembly build, so WAL is synced by `fsync`, which arrives at the function below. */
const START_PARAMS = [
	...PGlite.defaultStartParams.filter((param) => param !== '-F'),
	'-c',
	'wal_sync_method=fsync',
	// Zeroed byte by byte at each start, which for PostgreSQL's default of 128 MB is a third of all that a start takes.
	'-c',
	'shared_buffers=16MB',
	// PGlite's own client reads C.UTF-8 and UTC from the cluster; the rest is PostgreSQL's default.
	'-c',
	'log_min_messages=warning'
];

/**
 * Opens the cluster in `folder`, or creates it when the folder is empty or missing.
 * @param onBroken called when PostgreSQL can go on no longer (a failed sync, a full disk, a fault in the WebAssembly), with
 *   what it said last. It must not return: PGlite swallows the fault and would try the same message for ever.
 */
export async function openDurablePglite(
	folder: string,
	onBroken: (reason: string) => never
): Promise<PGlite> {
	const said: string[] = [];
	const keep = (line: string): boolean => {
		said.push(line);
		if (said.length > 20) said.shift();
		return false;
	};
	try {
		const pglite = await PGlite.create({
			fs: new DurableNodeFS(folder),
			startParams: START_PARAMS,
			onStdout: keep,
			onStderr: keep
		});
		stopWhenBroken(pglite.Module, (error) => onBroken([...said, String(error)].join('\n')));
		return pglite;
	} catch (cause) {
		throw new Error(`PostgreSQL did not start in ${folder}: ${said.join(' | ')}`, { cause });
	}
}

/** The exit status by which PostgreSQL's ordinary errors leave its main loop (POSTGRES_MAIN_LONGJMP in PGlite). */
const ORDINARY_ERROR = 100;

function stopWhenBroken(module: { _PostgresMainLoopOnce(): void }, stop: (error: unknown) => never): void {
	const runOnce = module._PostgresMainLoopOnce;
	module._PostgresMainLoopOnce = () => {
		try {
			runOnce();
		} catch (error) {
			const status =
				typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
			if (status !== ORDINARY_ERROR) stop(error);
			throw error;
		}
	};
}

type Init = NodeFS['init'];

class DurableNodeFS extends NodeFS {
	override async init(...[pglite, options]: Parameters<Init>): ReturnType<Init> {
		const { emscriptenOpts } = await super.init(pglite, options);
		return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addFsync] } };
	}
}

/** What Emscripten's file system has, and its published types leave out. */
interface NodeBackedFileSystem {
	ErrnoError: new (code: number) => Error;
	filesystems: { NODEFS: { stream_ops: { fsync?: (stream: { nfd: number }) => number } } };
}
/** WASI's EIO. PostgreSQL answers it by stopping, which is right: after a failed sync nobody knows what is on the disk. */
const INPUT_OUTPUT_ERROR = 29;

function addFsync(module: { FS: unknown }): void {
	const files = module.FS as NodeBackedFileSystem;
	// Folders come here as well as files: PostgreSQL syncs the folder after it makes or renames a file.
	files.filesystems.NODEFS.stream_ops.fsync = ({ nfd }) => {
		try {
			fs.fdatasyncSync(nfd);
		} catch {
			throw new files.ErrnoError(INPUT_OUTPUT_ERROR);
		}
		return 0;
	};
}
