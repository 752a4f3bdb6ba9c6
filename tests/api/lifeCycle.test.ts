/** What API v1 has always called the states of an event, and who sees a draft. */
import { describe, expect, test } from 'vitest';
import type { WrittenEventDocument } from '#lib/schemas/event/event.ts';
import { apiOfFile } from '../support/apiOfFile.ts';
import { anEvent, aRace } from '../support/eventDocuments.ts';

const { api, call } = apiOfFile();

const put = (part: Partial<WrittenEventDocument> = {}) =>
	call<WrittenEventDocument>('/events/run', { method: 'PUT', key: api.ownerKey, json: anEvent(part) });
const stored = () => api.app.database.prisma.event.findUniqueOrThrow({ where: { slug: 'run' } });
const key = async (role: string, event: string | null = 'run') =>
	(
		await call<{ key: string }>('/keys', {
			key: api.ownerKey,
			json: { name: `${role} ${event}`, role, ...(event ? { event } : {}) }
		})
	).body.key;

describe('the states of an event', () => {
	test.each([
		[undefined, 'published', 'scheduled'],
		['scheduled', 'published', 'scheduled'],
		['published', 'published', 'scheduled'],
		['moved', 'postponed', 'moved'],
		['postponed', 'postponed', 'moved'],
		['cancelled', 'cancelled', 'cancelled'],
		['draft', 'draft', 'draft'],
		['archived', 'archived', 'archived']
	] as const)('%s is stored as %s and answered as %s', async (sent, kept, told) => {
		const answer = await put(sent ? { status: sent } : {});
		expect([answer.status, answer.body.status, (await stored()).status]).toEqual([200, told, kept]);
		const list = await call<{ items: { status: string }[] }>('/events', { key: api.ownerKey });
		expect(list.body.items.map(({ status }) => status)).toEqual([told]);
		// What was read is written back without a change.
		const again = await call('/events/run', { method: 'PUT', key: api.ownerKey, json: answer.body });
		expect(again.headers.get('etag')).toBe(answer.headers.get('etag'));
	});

	test('closed publishes, ends registration at once, and stays as it is when it is said again', async () => {
		const opens = new Date(api.app.now() + 3_600_000).toISOString();
		const first = await put({ status: 'closed', registrationOpensAt: opens });
		expect(first.body).toMatchObject({ status: 'scheduled', registrationOpensAt: null });
		const closed = first.body.registrationClosesAt;
		expect(Date.parse(closed ?? '')).toBeLessThanOrEqual(api.app.now());
		const again = await put({ status: 'closed' });
		expect(again.body.registrationClosesAt).toBe(closed);
		expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
	});

	test('practice stays as it is where a document leaves it out, and is told only where it is so', async () => {
		expect((await put()).body).not.toHaveProperty('practice');
		expect((await put({ practice: true })).body.practice).toBe(true);
		expect((await put({ name: 'Renamed' })).body.practice).toBe(true);
		expect((await put({ practice: false })).body).not.toHaveProperty('practice');
	});

	test('an event with participants cannot be a draft again, also after they have cancelled', async () => {
		await put();
		await call('/events/run/participants', {
			key: api.ownerKey,
			json: { items: [{ race: '5k', wave: 'all', bib: '7', name: 'Ana' }] }
		});
		await api.app.database.prisma.participant.updateMany({ data: { state: 'cancelled' } });
		const refused = await call('/events/run', {
			method: 'PUT',
			key: api.ownerKey,
			json: anEvent({ status: 'draft' })
		});
		expect([refused.status, refused.body.reason]).toEqual([409, 'in-use']);
		expect((await stored()).status).toBe('published');
	});
});

test('a draft is as unknown as an event that is not there, to all but its team', async () => {
	await put({ status: 'draft', races: [aRace()] });
	await call('/events/other', { method: 'PUT', key: api.ownerKey, json: anEvent() });
	const paths = [
		'',
		'/races/5k/live',
		'/races/5k/results',
		'/races/5k/results.csv',
		'/races/5k/honours',
		'/races/5k/publications'
	];
	const answers = (slug: string, by?: string) =>
		Promise.all(
			paths.map(async (path) => {
				const { status, body } = await call(`/events/${slug}${path}`, {
					key: by,
					headers: { Accept: 'application/json, text/csv' }
				});
				return [
					status,
					typeof body === 'string' ? body : body.reason,
					JSON.stringify(body).replaceAll(slug, '')
				];
			})
		);
	const outside = [undefined, await key('organiser', 'other'), await key('viewer', 'other')];
	for (const by of outside) {
		expect(await answers('run', by)).toEqual(await answers('not-there', by));
		const listed = await call<{ items: { slug: string }[] }>('/events', { key: by });
		expect(listed.body.items.map(({ slug }) => slug)).toEqual(['other']);
	}
	for (const by of [api.ownerKey, await key('viewer')])
		expect((await answers('run', by)).map(([status]) => status)).not.toContain(404);
	await put({ status: 'published' });
	expect((await call('/events/run')).status).toBe(200);
});
