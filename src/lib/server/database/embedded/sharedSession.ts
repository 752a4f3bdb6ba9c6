/**
 * PGlite is one PostgreSQL session; pglite-socket lets several connections take turns in it. It keeps a connection's turn
 * while a transaction is open, but ends it after every message otherwise. A statement with parameters is five messages
 * (Parse, Bind, Describe, Execute, Sync), so when a transaction ends and several connections wait, their messages mix and
 * one gets the rows of another. This front makes a turn last until Sync.
 */
import type { PGlite } from '@electric-sql/pglite';

const SYNC = 'S'.charCodeAt(0);
/** Messages of a statement that Sync has to end: Parse, Bind, Describe, Execute, Close, Flush. */
const BEFORE_SYNC = new Set([...'PBDECH'].map((letter) => letter.charCodeAt(0)));
const STARTUP = 0;

type Stream = Parameters<PGlite['execProtocolRawStream']>[1];

/**
 * What PGLiteSocketServer uses of a PGlite.
 * @param options.onBroken is told what PGlite threw, and must not return: the session is lost
 */
export function sharedSession(pglite: PGlite, options: { onBroken: (reason: string) => never }): PGlite {
	let untilSync = false;
	const send = async (message: Uint8Array, stream: Stream): Promise<void> => {
		const type = message[0];
		if (type === SYNC) untilSync = false;
		else if (type !== undefined && BEFORE_SYNC.has(type)) untilSync = true;
		try {
			await pglite.execProtocolRawStream(message, stream);
		} catch (error) {
			if (type === STARTUP) return stream.onRawData(fatal('this server could not read the startup packet'));
			options.onBroken(String(error));
		}
	};
	/** Called with ROLLBACK when a connection closes in the middle of its turn. */
	const exec: PGlite['exec'] = async (sql) => {
		if (untilSync)
			await pglite.runExclusive(() => send(Uint8Array.of(SYNC, 0, 0, 0, 4), { onRawData: () => undefined }));
		return pglite.isInTransaction() ? pglite.exec(sql) : [];
	};
	return new Proxy(pglite, {
		get(target, name) {
			if (name === 'execProtocolRawStream') return send;
			if (name === 'exec') return exec;
			if (name === 'isInTransaction') return () => untilSync || target.isInTransaction();
			const value: unknown = Reflect.get(target, name, target);
			return typeof value === 'function' ? value.bind(target) : value;
		}
	});
}

/** ErrorResponse: severity FATAL, SQLSTATE 08P01 (protocol violation). */
function fatal(text: string): Uint8Array {
	const fields = Buffer.from(`SFATAL\0VFATAL\0C08P01\0M${text}\0\0`);
	const length = Buffer.alloc(4);
	length.writeInt32BE(4 + fields.length);
	return Buffer.concat([Buffer.from('E'), length, fields]);
}
