/** An event that takes registrations, and somebody who registers. */
import { randomUUID } from 'node:crypto';
import type { EventStatus } from '#lib/domain/calendar/eventStatus.ts';
import type { Registration } from '#lib/schemas/registration.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import type { App } from '#lib/server/app.ts';
import { register, type Registered } from '#lib/server/registration/register.ts';

/** Noon of the day before the race of `anOpenEvent`. */
export const DAY_BEFORE = Date.parse('2026-11-28T12:00:00+02:00');

/** Of `anOpenEvent`, 10:00 in Chișinău. */
export const START = Date.parse('2026-11-29T10:00:00+02:00');

export async function anOpenEvent(
	app: App,
	part: { slug?: string; capacity?: number | null; status?: EventStatus; guardianUnderAge?: number } = {}
): Promise<{ id: string; slug: string; raceId: string }> {
	const slug = part.slug ?? 'practice';
	const event = await app.database.prisma.event.create({
		data: {
			slug,
			name: '5 km against trafficking',
			date: new Date('2026-11-29'),
			timeZone: 'Europe/Chisinau',
			place: 'Chișinău',
			status: part.status ?? 'published',
			guardianUnderAge: part.guardianUnderAge ?? 18,
			races: {
				create: {
					slug: '5k',
					name: '5 km',
					position: 0,
					distanceM: 5000,
					capacity: part.capacity ?? null,
					checkpoints: { create: { slug: 'finish', kind: 'finish', position: 0, minTimeMs: 600_000 } },
					waves: { create: { slug: 'all', position: 0, scheduledAt: new Date(START) } }
				}
			}
		},
		include: { races: true }
	});
	return { id: event.id, slug, raceId: event.races[0]?.id ?? '' };
}

export const aRegistration = (part: Partial<Registration> = {}): Registration => ({
	race: '5k',
	name: 'Ana Șase',
	sex: 'F',
	birthDate: '1990-05-17',
	email: 'ana@example.org',
	club: null,
	visibility: 'bib',
	alias: null,
	photos: false,
	nextYearMail: false,
	guardianName: null,
	guardianConsent: false,
	...part
});

export const PUBLIC: Caller = { kind: 'public' };
export const runner = ({ participantId }: Registered): Caller => ({ kind: 'runner', participantId });

/** By the form, in Romanian. */
export const tryToRegister = (app: App, part: Partial<Registration> = {}, eventSlug = 'practice') =>
	register(app, PUBLIC, { eventSlug, registration: aRegistration(part), locale: 'ro' });

/** @throws Error when the registration is refused */
export async function entered(app: App, part: Partial<Registration> = {}): Promise<Registered> {
	const answer = await tryToRegister(app, part);
	if (!answer.ok) throw new Error(answer.error.message);
	return answer.value;
}

/** The gun at `START` and one read of a runner at the finish, stored as the API would. */
export async function aFinish(
	app: App,
	{ participantId, afterMs }: { participantId: string; afterMs: number }
): Promise<void> {
	const { prisma } = app.database;
	const { eventId, raceId, waveId, bib } = await prisma.participant.findUniqueOrThrow({
		where: { id: participantId },
		include: { bib: true }
	});
	await prisma.ruling.create({
		data: { eventId, raceId, waveId, type: 'wave-start', valueMs: START, by: 'test', atMs: START }
	});
	const device = await prisma.device.create({ data: { eventId, name: 'finish-a' } });
	await prisma.passing.create({
		data: {
			eventId,
			id: randomUUID(),
			deviceId: device.id,
			seq: 1,
			checkpoint: 'finish',
			kind: 'scan',
			readAs: 'bib',
			read: bib?.number ?? null,
			atMs: START + afterMs,
			receivedMs: START + afterMs
		}
	});
}
