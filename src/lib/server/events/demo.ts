/**
 * The demo of a first start: the run of 2018 (past) and a practice edition on the next Sunday (open), with the
 * campaign's content in three languages. Loaded once in the life of an installation; `DEMO=off` leaves it out.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoEvents, type DemoEvent } from '#lib/demo/events.ts';
import type { App } from '#lib/server/app.ts';
import type { Prisma } from '#lib/server/database/client/client.ts';
import { hashSecret, newSecret } from '#lib/server/secret.ts';
import { API_KEY_PREFIX } from '#lib/server/access/authenticate.ts';

const DIVISIONS = [
	{ name: 'F 0–17', sex: 'F', ageFrom: 0, ageTo: 17 },
	{ name: 'M 0–17', sex: 'M', ageFrom: 0, ageTo: 17 },
	{ name: 'F 18–39', sex: 'F', ageFrom: 18, ageTo: 39 },
	{ name: 'M 18–39', sex: 'M', ageFrom: 18, ageTo: 39 },
	{ name: 'F 40–59', sex: 'F', ageFrom: 40, ageTo: 59 },
	{ name: 'M 40–59', sex: 'M', ageFrom: 40, ageTo: 59 },
	{ name: 'F 60+', sex: 'F', ageFrom: 60, ageTo: null },
	{ name: 'M 60+', sex: 'M', ageFrom: 60, ageTo: null },
	{ name: 'X', sex: 'X', ageFrom: null, ageTo: null }
];

export async function loadDemoOnce(app: App): Promise<void> {
	const { prisma } = app.database;
	const claimed = await prisma.installation.createMany({
		data: { id: 1, demoLoadedAt: new Date(app.now()) },
		skipDuplicates: true
	});
	// The row is the lock: of several first starts on one server, one loads the demo.
	if (claimed.count === 0 || app.env.DEMO === 'off') return;
	const key = API_KEY_PREFIX + newSecret(256);
	await prisma.$transaction(async (db) => {
		for (const event of demoEvents(app.now())) {
			const { id } = await db.event.create({ data: rowsOf(event, app.now()) });
			if (event.registrationOpen)
				await db.apiKey.create({
					data: { eventId: id, name: 'simulation', role: 'organiser', hash: hashSecret(key) }
				});
		}
	});
	// `npm run simulate` reads it. Good for the practice edition only; revoked like any other key.
	await writeFile(join(app.env.DATA_DIR, 'practice-key'), `${key}\n`, { mode: 0o600 });
	app.log.info('demo events loaded');
}

function rowsOf(event: DemoEvent, nowMs: number): Prisma.EventCreateInput {
	const { en, ro, ru } = event.content;
	return {
		slug: event.slug,
		name: en.name,
		date: new Date(`${event.date}T00:00:00Z`),
		timeZone: event.timeZone,
		place: en.place,
		practice: event.registrationOpen,
		price: en.price ?? '',
		demo: true,
		registrationOpensAt: event.registrationOpen ? new Date(nowMs) : null,
		// Entries close with the start.
		registrationClosesAt: event.startAtMs ? new Date(event.startAtMs) : null,
		races: {
			create: {
				slug: '5k',
				name: '5 km',
				position: 0,
				distanceM: 5000,
				waves: {
					create: {
						slug: 'all',
						position: 0,
						scheduledAt: event.startAtMs ? new Date(event.startAtMs) : null
					}
				},
				checkpoints: {
					create: [
						{ slug: 'start', kind: 'start', position: 0, distanceM: 0 },
						{ slug: 'km-2-5', kind: 'split', position: 1, distanceM: 2500, minTimeMs: 300_000 },
						{ slug: 'finish', kind: 'finish', position: 2, distanceM: 5000, minTimeMs: 600_000 }
					]
				},
				divisions: { create: DIVISIONS.map((division, position) => ({ ...division, position })) }
			}
		},
		campaigns: {
			create: [
				{ locale: 'en', content: en },
				{ locale: 'ro', content: ro },
				{ locale: 'ru', content: ru }
			]
		}
	};
}
