/** Decisions as organisers read them: about whom, by whom under which name, and whether they still hold. */
import { openFacts } from '#lib/server/results/openFacts.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { correctedMs } from '#lib/domain/timing/facts/passing.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { RulingRecord } from '#lib/schemas/ruling.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { findAccountNames } from '#lib/server/accounts/store/accounts.ts';
import type { EventFacts } from '#lib/server/results/eventFacts.ts';
import { listRulings } from '#lib/server/rulings/rulings.ts';

/** Who decided what, when and why. `by`: a person's name, or what the audit calls a program. */
interface Decided {
	/** Of the ruling. */
	id: string;
	by: string;
	why: string;
	/** RFC 3339. */
	at: string;
}

export interface DeskRuling
	extends
		Decided,
		Pick<
			RulingRecord,
			| 'type'
			| 'race'
			| 'bib'
			| 'participantId'
			| 'wave'
			| 'otherBib'
			| 'bibs'
			| 'valueMs'
			| 'passingId'
			| 'tapId'
		> {
	/** Of the runner that it names. */
	name: string | null;
	/** The passing that it is about. */
	passing: { checkpoint: string; atMs: number; read: string | null } | null;
	/** The revocation in force; null: the ruling holds. */
	revoked: Decided | null;
}

/** The latest first. Revocations stand with what they take back. `race`: only of that race, and those about passings. */
export async function deskRulings(
	app: App,
	caller: Caller,
	{ event, race }: { event: string; race?: string | undefined }
): Promise<Result<DeskRuling[], Refusal>> {
	const facts = await openFacts(app, caller, event, 'see-participants');
	if (!facts.ok) return facts;
	const listed = await listRulings(app, caller, { event });
	if (!listed.ok) return listed;
	const records = listed.value.items;
	const names = await findAccountNames(app.database.prisma, [...new Set(records.map(({ by }) => by))]);
	const byId = new Map(records.map((record) => [record.id, record]));
	const decided = ({ id, by, why, at }: RulingRecord): Decided => ({ id, by: names.get(by) ?? by, why, at });
	const passings = passingsOf(facts.value, records);
	return ok(
		records
			.filter((record) => record.type !== 'revoke')
			.filter((record) => race === undefined || record.race === race || record.race === null)
			.map((record): DeskRuling => {
				const { type, bib, participantId, wave, otherBib, bibs, valueMs, passingId, tapId } = record;
				const revocation = record.revokedBy === null ? undefined : byId.get(record.revokedBy);
				const entry = participantId === null ? undefined : facts.value.entryOf.get(participantId);
				return {
					...decided(record),
					...{ type, race: record.race, bib, participantId, wave, otherBib, bibs, valueMs, passingId, tapId },
					name: entry?.name ?? null,
					passing: (passingId !== null && passings.get(passingId)) || null,
					revoked: revocation ? decided(revocation) : null
				};
			})
			.reverse()
	);
}

/** The passings that the rulings name, by id. */
function passingsOf(
	{ passings }: EventFacts,
	records: RulingRecord[]
): Map<string, NonNullable<DeskRuling['passing']>> {
	const wanted = new Set(records.flatMap(({ passingId }) => passingId ?? []));
	if (wanted.size === 0) return new Map();
	return new Map(
		passings
			.filter(({ id }) => wanted.has(id))
			.map((passing) => [
				passing.id,
				{ checkpoint: passing.checkpoint, atMs: correctedMs(passing), read: passing.read }
			])
	);
}
