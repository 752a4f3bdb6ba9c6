/** Who is erased is in no table any more, with all that was typed, answered, mailed and logged, also under a second entry. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from '#lib/server/access/caller.ts';
import { findMergeSides } from '#lib/server/registration/store/merges.ts';
import { mergeEntries } from '#lib/server/registration/merging/mergeEntries.ts';
import { eraseIdentities } from '#lib/server/registration/store/erasure.ts';
import { writeAnswers } from '#lib/server/registration/answers/store/answers.ts';
import { changeParticipant } from '#lib/server/registration/participants.ts';
import { anOpenEvent, DAY_BEFORE, entered } from '../support/openEvent.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

const OWNER: Caller = { kind: 'owner-key' };
const MARK = 'zyxmark';

let fixture: TestApp;
beforeAll(async () => {
	fixture = await testApp({ nowMs: DAY_BEFORE });
});
afterAll(() => fixture.close());

/** Tables of which a row holds the mark. */
async function markedTables(): Promise<string[]> {
	const { pool } = fixture.app.database;
	const tables = await pool.query<{ name: string }>(
		`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`
	);
	const marked = await Promise.all(
		tables.rows.map(async ({ name }) => {
			const { rowCount } = await pool.query(
				`select 1 from "${name}" t where to_jsonb(t)::text ilike $1 limit 1`,
				[`%${MARK}%`]
			);
			return rowCount ? [name] : [];
		})
	);
	return marked.flat().sort();
}

test('nothing that was said of an erased person stands in any table', async () => {
	const { app } = fixture;
	const { prisma } = app.database;
	const event = await anOpenEvent(app);
	const told = {
		name: `${MARK} Ana`,
		club: `${MARK} club`,
		visibility: 'alias',
		alias: `${MARK} fast`
	} as const;
	const { participantId: keptId } = await entered(app, { ...told, email: `${MARK}@example.org` });
	const { participantId: otherId } = await entered(app, { ...told, email: `${MARK}2@example.org` });
	await changeParticipant(app, OWNER, { event: event.slug, id: keptId, change: { club: `${MARK} other` } });
	await writeAnswers(
		prisma,
		[keptId, otherId].map((participantId) => ({ participantId, question: 'health', value: `${MARK} asthma` }))
	);
	const sides = await findMergeSides(prisma, { eventId: event.id, ids: [keptId, otherId] });
	const [one, two] = sides.map(({ id, version }) => ({ id, version }));
	if (!one || !two) throw new Error('there are not two entries');
	expect(await mergeEntries(app, OWNER, { event: event.slug, sides: [one, two] })).toMatchObject({
		ok: true
	});
	expect(await markedTables()).toEqual(['entry_answer', 'entry_change', 'participant']);

	expect(await eraseIdentities(prisma, [keptId])).toBe(2);
	expect(await markedTables()).toEqual([]);
	expect(await prisma.participant.count()).toBe(2);
	expect(await prisma.bib.count()).toBe(2);
});
