/** What the browser promises about this phone's storage; said to the volunteer before it matters. */

/**
 * kept: the browser will not clean up · loose: it may · low: little room left · memory: it stores nothing at all ·
 * evicted: it did store, and lost it.
 */
export type StorageHealth =
	{ state: 'kept' | 'loose' | 'memory' | 'evicted' } | { state: 'low'; freeBytes: number };

/** A read takes about 400 bytes; below this a whole day of reads is no longer certain to fit. */
const LOW_BYTES = 20 * 1024 * 1024;

export async function storageHealth(): Promise<StorageHealth> {
	// Missing on plain http; the database itself works there.
	if (!('storage' in navigator)) return { state: 'loose' };
	const { quota = 0, usage = 0 } = await navigator.storage.estimate();
	if (quota > 0 && quota - usage < LOW_BYTES) return { state: 'low', freeBytes: Math.max(0, quota - usage) };
	return { state: (await navigator.storage.persisted()) ? 'kept' : 'loose' };
}

/** Asks for protection, which browsers grant to installed pages, or by a question to the user: once, not every minute. */
export async function protectStorage(): Promise<void> {
	if ('storage' in navigator && !(await navigator.storage.persisted())) await navigator.storage.persist();
}
