import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A process id is used again, after a reboot or in a new container almost at once; with the time at which the process
 * started it names one process. Example on Linux: `{ pid: 812, startedAt: '3fe1b0c2-…/51293' }` (boot, ticks since boot).
 * `startedAt` is null where the system does not tell.
 */
export interface ProcessIdentity {
	pid: number;
	startedAt: string | null;
}

export function identityOf(pid: number): ProcessIdentity {
	return { pid, startedAt: startOf(pid) };
}

/** False when the process has ended, also when another one has its id by now. */
export function isRunning(identity: ProcessIdentity): boolean {
	if (!exists(identity.pid) || isZombie(identity.pid)) return false;
	const startedAt = startOf(identity.pid);
	return startedAt === null || identity.startedAt === null || startedAt === identity.startedAt;
}

function exists(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it exists and belongs to somebody else.
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}

/** A killed process whose parent has not asked for its end holds no file any more. */
function isZombie(pid: number): boolean {
	return procStat(pid)?.[0] === 'Z';
}

function startOf(pid: number): string | null {
	const ticks = procStat(pid)?.[19];
	if (ticks !== undefined)
		return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`;
	if (process.platform === 'linux') return null;
	try {
		return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
	} catch {
		return null;
	}
}

/** Fields of /proc/PID/stat from the third (state) on; the second is a name in brackets that may hold blanks. */
function procStat(pid: number): string[] | undefined {
	if (process.platform !== 'linux') return undefined;
	try {
		const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
		return text.slice(text.lastIndexOf(')') + 2).split(' ');
	} catch {
		return undefined;
	}
}
