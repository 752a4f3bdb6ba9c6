/** What the phone keeps beside its reads, as it lies in its database. */
import type { DeviceRole } from '#lib/domain/timing/facts/deviceRoles.ts';
import type { Roster } from '#lib/schemas/pairing.ts';
import type { CourseProgress } from '#lib/schemas/progress.ts';

/** A pairing. */
export interface Session {
	event: { slug: string; name: string; timeZone: string };
	/** Name of this phone within the event. */
	device: string;
	token: string;
	checkpoint: string;
	role: DeviceRole;
	/** The server refused the token (revoked, event gone): reads are kept, and the phone has to be paired again. */
	refused: boolean;
	pairedAtMs: number;
}

export interface StoredRoster {
	event: string;
	etag: string | null;
	/** When the server was last asked successfully, epoch milliseconds of the phone. */
	fetchedMs: number;
	roster: Roster;
}

export type OnCourse = CourseProgress['onCourse'][number];

export interface StoredProgress {
	event: string;
	etag: string | null;
	/** When the server was last asked successfully, epoch milliseconds of the phone. */
	fetchedMs: number;
	onCourse: OnCourse[];
	/** Missing in what was kept before servers told it. */
	neverSeen?: number;
}
