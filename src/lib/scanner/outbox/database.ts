/** The phone's own database: everything that must outlive a reload, a dead battery or a killed browser. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { ClockExchange } from '#lib/scanner/clock/clockEstimate.ts';
import type { Read } from '#lib/scanner/read.ts';
import type { Session, StoredProgress, StoredRoster } from './stored.ts';

interface ScannerSchema extends DBSchema {
	/** One pairing per event, the last one made. */
	sessions: { key: string; value: Session };
	/** `event-state` finds what is to be sent; `seq` gives the order. */
	reads: {
		key: string;
		value: Read;
		indexes: { 'event-state': [string, string]; seq: number };
	};
	rosters: { key: string; value: StoredRoster };
	progress: { key: string; value: StoredProgress };
	/** Clock exchanges of every stretch, in order. */
	exchanges: { key: number; value: ClockExchange; indexes: { clockId: string } };
	/** `seq`: last number given; `current`: slug of the event in use. */
	notes: { key: string; value: number | string };
}

export type ScannerDatabase = IDBPDatabase<ScannerSchema>;

/** @throws DOMException where the browser gives no storage (some private modes, a full disk). */
export const openScannerDatabase = (name = 'awareness-run-scanner'): Promise<ScannerDatabase> =>
	openDB<ScannerSchema>(name, 2, {
		upgrade(db, before) {
			if (before < 2) db.createObjectStore('progress', { keyPath: 'event' });
			if (before >= 1) return;
			db.createObjectStore('sessions', { keyPath: 'event.slug' });
			const reads = db.createObjectStore('reads', { keyPath: 'id' });
			reads.createIndex('event-state', ['event', 'state']);
			reads.createIndex('seq', 'seq');
			db.createObjectStore('rosters', { keyPath: 'event' });
			db.createObjectStore('exchanges', { autoIncrement: true }).createIndex('clockId', 'clockId');
			db.createObjectStore('notes');
		},
		// Another tab wants a newer layout: let go, or it would wait for ever.
		blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close()
	});
