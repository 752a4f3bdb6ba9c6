import {
	chmodSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	realpathSync,
	rmSync,
	statSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseUnavailable } from '#lib/server/database/databaseUnavailable.ts';
import { syncFolder, writeDurably } from './durableFiles.ts';

/** The name under which `psql -h FOLDER` looks for a server. */
const SOCKET = '.s.PGSQL.5432';
/** `sun_path` without its closing zero byte: 108 bytes on Linux, 104 on macOS and the BSDs. */
const LONGEST_SOCKET_PATH = process.platform === 'linux' ? 107 : 103;
const SHORT_FOLDER = 'awareness-run-';

/**
 * Makes the data folder when it is missing, and answers its real, absolute path.
 * Whoever may enter the folder may read the database, so it has to belong to this user alone.
 * @throws DatabaseUnavailable when it is not a folder, not this user's, or open to others
 */
export function prepareDataFolder(dataDir: string): string {
	const asked = resolve(dataDir);
	if (!existsSync(asked)) {
		mkdirSync(asked, { recursive: true, mode: 0o700 });
		syncFolder(dirname(asked));
	}
	const folder = realpathSync(asked);
	checkOwnFolder(folder);
	return folder;
}

function checkOwnFolder(folder: string): void {
	const facts = statSync(folder);
	if (!facts.isDirectory())
		throw new DatabaseUnavailable(`${folder} is not a folder; DATA_DIR has to name one`);
	const user = process.getuid?.();
	if (user === undefined) {
		throw new DatabaseUnavailable(
			'the embedded database needs Linux or macOS; set DATABASE_URL to use a PostgreSQL server'
		);
	}
	if (facts.uid !== user) {
		throw new DatabaseUnavailable(
			`${folder} belongs to user ${facts.uid} and this process runs as user ${user}; give the folder to that user or choose another DATA_DIR`
		);
	}
	if ((facts.mode & 0o077) !== 0) {
		const mode = (facts.mode & 0o777).toString(8);
		throw new DatabaseUnavailable(
			`${folder} is open to other users (mode ${mode}), who could read the database; close it with: chmod 700 ${folder}`
		);
	}
}

/**
 * The folder of the database's socket, to call with the lock held: the data folder itself, or, when the path would be too
 * long for the system, a fresh folder under the temporary directory, whose path is then in `DATA_DIR/socket`.
 * What an earlier process left of either is removed.
 */
export function prepareSocketFolder(dataDir: string): string {
	removeSocket(dataDir);
	if (fits(dataDir)) return dataDir;
	const folder = mkdtempSync(join(tmpdir(), SHORT_FOLDER));
	chmodSync(folder, 0o700);
	checkOwnFolder(folder);
	if (!fits(folder)) {
		throw new DatabaseUnavailable(
			`neither ${dataDir} nor ${folder} is short enough for a socket (${LONGEST_SOCKET_PATH} bytes); choose a shorter DATA_DIR or TMPDIR`
		);
	}
	writeDurably(join(dataDir, 'socket'), folder);
	return folder;
}

/** The socket in a folder that `prepareSocketFolder` answered. */
export const socketIn = (folder: string): string => join(folder, SOCKET);

/** Where a process that holds `dataDir` listens, as far as the folder tells. */
export function socketOf(dataDir: string): string {
	return socketIn(shortFolderOf(dataDir) ?? dataDir);
}

/** Removes the socket and, where there is one, its folder under the temporary directory. */
export function removeSocket(dataDir: string): void {
	const short = shortFolderOf(dataDir);
	if (short !== undefined) rmSync(short, { recursive: true, force: true });
	rmSync(join(dataDir, 'socket'), { force: true });
	rmSync(join(dataDir, SOCKET), { force: true });
}

/** Only a folder as `prepareSocketFolder` makes it is believed, since it is going to be removed. */
function shortFolderOf(dataDir: string): string | undefined {
	const note = join(dataDir, 'socket');
	if (!existsSync(note)) return undefined;
	const folder = readFileSync(note, 'utf8').trim();
	const facts = lstatSync(folder, { throwIfNoEntry: false });
	const ours =
		facts?.isDirectory() && facts.uid === process.getuid?.() && basename(folder).startsWith(SHORT_FOLDER);
	return ours ? folder : undefined;
}

const fits = (folder: string): boolean => Buffer.byteLength(socketIn(folder)) <= LONGEST_SOCKET_PATH;
