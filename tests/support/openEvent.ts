/** An event that takes registrations, and somebody who registers. */
import type { Registration } from '#lib/domain/registration/entry.ts';
import type { App } from '#lib/server/app.ts';

/** Noon of the day before the race of `anOpenEvent`. */
export const DAY_BEFORE = Date.parse('2026-11-28T12:00:00+02:00');

export async function anOpenEvent(
	app: App,
	part: { slug?: string; capacity?: number | null; status?: string; guardianUnderAge?: number } = {}
): Promise<{ id: string; slug: string; raceId: string }> {
	const slug = part.slug ?? 'practice';
	const event = await app.database.prisma.event.create({
		data: {
			slug,
			name: '5 km against trafficking',
			date: new Date('2026-11-29'),
			timeZone: 'Europe/Chisinau',
			place: 'Chișinău',
			status: part.status ?? 'scheduled',
			guardianUnderAge: part.guardianUnderAge ?? 18,
			races: {
				create: {
					slug: '5k',
					name: '5 km',
					position: 0,
					distanceM: 5000,
					capacity: part.capacity ?? null,
					waves: {
						create: { slug: 'all', position: 0, scheduledAt: new Date('2026-11-29T10:00:00+02:00') }
					}
				}
			}
		},
		include: { races: true }
	});
	return { id: event.id, slug, raceId: event.races[0]?.id ?? '' };
}

export const aRegistration = (part: Partial<Registration> = {}): Registration => ({
	race: '5k',
	name: 'Ana Șerban',
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
