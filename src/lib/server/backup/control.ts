/**
 * How the commands reach the running server: a Unix socket in DATA_DIR, for this user alone. One line of JSON asks; the
 * answer is one line, `{"done":…}` or `{"failed":"…"}`.
 */
import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { App } from '#lib/server/app.ts';
import { backUp } from './backups.ts';
import { stageRestore } from './restore.ts';

const AskedSchema = z.discriminatedUnion('act', [
	z.object({ act: z.literal('backup') }),
	/** An absolute path: the command and the server may run in different folders. */
	z.object({ act: z.literal('restore'), file: z.string().startsWith('/').max(4096) })
]);
export type Asked = z.infer<typeof AskedSchema>;

const AnswerSchema = z.union([
	z.object({ done: z.record(z.string(), z.unknown()) }),
	z.object({ failed: z.string() })
]);
export type Answer = z.infer<typeof AnswerSchema>;

const MOST_ASKED_BYTES = 8192;

/** The shorter of the two ways to say it: a socket's path may have about a hundred bytes. */
function socketPath(dataDir: string): string {
	const path = join(dataDir, 'control.sock');
	const near = relative(process.cwd(), path);
	return near.length < path.length ? near : path;
}

export interface Control {
	close(): Promise<void>;
}

/** @param endServer called once a restore waits for the next start */
export async function openControl(app: App, endServer: () => void): Promise<Control> {
	const path = socketPath(app.env.DATA_DIR);
	const closed: Control = { close: () => Promise.resolve() };
	// Another server that shares the folder answers for both.
	if (await askServer(app.env.DATA_DIR, null)) return closed;
	rmSync(path, { force: true });
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
		serve(app, socket, endServer).catch((error: unknown) => {
			app.log.warn({ err: error }, 'a command was not answered');
			socket.destroy();
		});
	});
	try {
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			const mask = process.umask(0o177);
			try {
				server.listen(path, resolve);
			} finally {
				process.umask(mask);
			}
		});
		chmodSync(path, 0o600);
	} catch (error) {
		app.log.warn({ err: error }, 'npm run backup cannot reach this server: the socket could not be made');
		return closed;
	}
	server.unref();
	return {
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				// A command that still waits hears that the server ended.
				for (const socket of sockets) socket.destroy();
			})
	};
}

async function serve(app: App, socket: Socket, endServer: () => void): Promise<void> {
	socket.on('error', () => undefined);
	const line = await firstLine(socket);
	if (line === null) return void socket.destroy();
	const asked = AskedSchema.safeParse(jsonOf(line));
	const answer: Answer = asked.success
		? await carryOut(app, asked.data).catch((error: unknown) => ({
				failed: error instanceof Error ? error.message : String(error)
			}))
		: { failed: 'this server does not know that command' };
	await new Promise<void>((resolve) => socket.end(`${JSON.stringify(answer)}\n`, () => resolve()));
	if (asked.success && asked.data.act === 'restore' && 'done' in answer) endServer();
}

async function carryOut(app: App, asked: Asked): Promise<Answer> {
	if (asked.act === 'backup') return { done: { ...(await backUp(app, { by: 'operator' })) } };
	const { kind } = app.database;
	const { madeMs } = await stageRestore(app.env.DATA_DIR, {
		file: asked.file,
		kind,
		database: app.database
	});
	return { done: { madeMs } };
}

/**
 * @param asked null: only whether a server answers
 * @returns null: none runs here
 */
export function askServer(dataDir: string, asked: Asked | null): Promise<Answer | null> {
	return new Promise((resolve, reject) => {
		const socket = connect(socketPath(dataDir));
		socket.once('error', () => resolve(null));
		socket.once('connect', () => {
			if (!asked) {
				socket.destroy();
				return resolve({ done: {} });
			}
			socket.write(`${JSON.stringify(asked)}\n`);
			firstLine(socket).then((line) => {
				const answer = AnswerSchema.safeParse(line === null ? null : jsonOf(line));
				socket.destroy();
				resolve(answer.success ? answer.data : { failed: 'the server ended before it had answered' });
			}, reject);
		});
	});
}

/** Null when the other side ends first, or sends more than a line may have. */
function firstLine(socket: Socket): Promise<string | null> {
	return new Promise((resolve) => {
		let bytes = 0;
		socket.on('data', (chunk: Buffer) => {
			bytes += chunk.length;
			if (bytes > MOST_ASKED_BYTES) resolve(null);
		});
		const lines = createInterface({ input: socket });
		lines.once('line', resolve);
		lines.once('close', () => resolve(null));
	});
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
