import pg from 'pg';
import type { Database, DatabaseLog } from '#lib/server/database/database.ts';
import type { LiveBus, Payload } from './news.ts';
import { Listeners } from './listeners.ts';

const CHANNEL = 'awareness_run_live';
const LONGEST_BYTES = 7900;
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 10_000;

/** LISTEN on a connection of its own, which is opened again whenever it breaks. */
export async function openNotifyBus(
	database: Pick<Database, 'pool' | 'connectionString'>,
	log: DatabaseLog
): Promise<LiveBus> {
	const listeners = new Listeners(log);
	let client: pg.Client | undefined;
	let retry: NodeJS.Timeout | undefined;
	let closed = false;

	const listen = async (): Promise<void> => {
		const next = new pg.Client({ connectionString: database.connectionString, keepAlive: true });
		next.on('notification', ({ payload }) => {
			const [topic, value] = JSON.parse(payload ?? '[]') as [string, Payload];
			listeners.tell(topic, value);
		});
		const lost = (): void => {
			if (client !== next) return;
			client = undefined;
			log.warn('the live connection to the database was lost; opening it again');
			reopen(FIRST_RETRY_MS);
		};
		// Both come for one loss; an 'error' that nobody hears would end the process.
		next.on('error', lost);
		next.on('end', lost);
		try {
			await next.connect();
			await next.query(`LISTEN ${CHANNEL}`);
		} catch (error) {
			await next.end().catch(() => undefined);
			throw error;
		}
		client = next;
		if (closed) await next.end();
	};
	const reopen = (waitMs: number): void => {
		if (closed) return;
		retry = setTimeout(() => {
			listen().then(
				() => listeners.tellGap(),
				() => reopen(Math.min(waitMs * 2, LONGEST_RETRY_MS))
			);
		}, waitMs);
	};

	await listen();
	return {
		async publish(topic, payload) {
			const message = JSON.stringify([topic, payload]);
			if (Buffer.byteLength(message) > LONGEST_BYTES)
				throw new Error(`a live message on ${topic} is too long to send`);
			await database.pool.query('SELECT pg_notify($1, $2)', [CHANNEL, message]);
		},
		subscribe: (topic, listener) => listeners.add(topic, listener),
		async close() {
			closed = true;
			clearTimeout(retry);
			listeners.clear();
			const open = client;
			client = undefined;
			await open?.end();
		}
	};
}
