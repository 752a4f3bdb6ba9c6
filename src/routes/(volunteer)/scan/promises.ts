/** What this phone promises about its reads and their times, in words; a bad one is said on the race-day screen too. */
import * as m from '#lib/paraglide/messages.js';
import type { ClockQuality } from '#lib/scanner/clock/clockEstimate.ts';
import type { StorageHealth } from '#lib/scanner/outbox/storageHealth.ts';
import { UNCERTAIN_CLOCK_MS } from '#lib/domain/time/uncertainClock.ts';

export interface Promised {
	good: boolean;
	text: string;
}

export function storagePromise(storage: StorageHealth): Promised {
	if (storage.state === 'low')
		return { good: false, text: m.scan_storage_low({ megabytes: Math.floor(storage.freeBytes / 1e6) }) };
	if (storage.state === 'memory') return { good: false, text: m.scan_storage_memory() };
	return storage.state === 'kept'
		? { good: true, text: m.scan_storage_kept() }
		: { good: false, text: m.scan_storage_loose() };
}

/** Null: not asked yet, or never compared. The organiser's list of phones warns above the same threshold. */
export function clockPromise(quality: ClockQuality | null): Promised {
	const uncertaintyMs = quality?.uncertaintyMs ?? null;
	if (uncertaintyMs === null) return { good: false, text: m.scan_clock_unknown() };
	const seconds = (uncertaintyMs / 1000).toFixed(2);
	return uncertaintyMs <= UNCERTAIN_CLOCK_MS
		? { good: true, text: m.scan_clock({ seconds }) }
		: { good: false, text: m.scan_clock_uncertain({ seconds }) };
}

/** What the volunteer has to know without opening the settings: little room, or a clock that may swap neighbours. */
export function warningsOf(phone: { storage: StorageHealth; quality: ClockQuality | null }): string[] {
	const said = phone.storage.state === 'low' ? [storagePromise(phone.storage).text] : [];
	// Before the first answer there is nothing to warn of: the comparison is under way.
	const clock = clockPromise(phone.quality);
	return phone.quality === null || clock.good ? said : [...said, clock.text];
}
