/** Aliases that runners chose: an organiser reads them and lets them appear in public, or leaves the bib there. */
import { openFacts } from '#lib/server/results/openFacts.ts';
import { aliasClashes, type AliasClash } from '#lib/domain/people/aliasClash.ts';
import type { AliasState } from '#lib/domain/people/aliasState.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import { actorOf, type Caller } from '#lib/server/access/caller.ts';
import { decideAliases, type SeenAlias } from './store/aliases.ts';
import type { Entry } from '#lib/server/results/store/raceFacts.ts';
import { announce } from '#lib/server/live/announce.ts';
import { recordAudit } from '#lib/server/access/audit.ts';
import { fromFacts, type EventFacts } from '#lib/server/results/eventFacts.ts';

export type { SeenAlias } from './store/aliases.ts';

export interface ChosenAlias extends SeenAlias {
	bib: string | null;
	name: string;
	clashes: AliasClash[];
}

export interface ChosenAliases {
	/** By bib, as the rest. At most `ALIASES_SHOWN`; the others follow once these are decided. */
	waiting: ChosenAlias[];
	waitingTotal: number;
	refused: ChosenAlias[];
	refusedTotal: number;
}

export const ALIASES_SHOWN = 100;

/** Those of runners who are registered and want to be shown by their alias. Organisers only. */
export async function chosenAliases(
	app: App,
	caller: Caller,
	{ event }: { event: string }
): Promise<Result<ChosenAliases, Refusal>> {
	const facts = await openFacts(app, caller, event, 'see-participants');
	if (!facts.ok) return facts;
	const waiting = chosen(facts.value, 'waiting');
	const refused = chosen(facts.value, 'refused');
	return ok({
		waiting: shown(facts.value, waiting),
		waitingTotal: waiting.length,
		refused: shown(facts.value, refused),
		refusedTotal: refused.length
	});
}

/** How many wait. Organisers only. */
export async function waitingAliases(
	app: App,
	caller: Caller,
	{ event }: { event: string }
): Promise<Result<number, Refusal>> {
	const facts = await openFacts(app, caller, event, 'see-participants');
	return facts.ok ? ok(waitingIn(facts.value)) : facts;
}

export const waitingIn = (facts: EventFacts): number => chosen(facts, 'waiting').length;

const chosen = (facts: EventFacts, state: AliasState): readonly Entry[] =>
	fromFacts(facts, `aliases ${state}`, () =>
		facts.entries.filter(({ visibility, aliasState }) => visibility === 'alias' && aliasState === state)
	);

function shown(facts: EventFacts, entries: readonly Entry[]): ChosenAlias[] {
	const first = entries.slice(0, ALIASES_SHOWN);
	if (first.length === 0) return [];
	const clashes = aliasClashes(first.map(named), facts.entries.map(named));
	return first.map(({ participant, name, alias }) => ({
		id: participant.id,
		bib: participant.bib,
		name,
		alias: alias ?? '',
		clashes: clashes.get(participant.id) ?? []
	}));
}

const named = ({ participant, nameFolded, alias, visibility }: Entry) => ({
	id: participant.id,
	bib: participant.bib,
	nameFolded,
	alias: visibility === 'alias' ? alias : null
});

export type AliasDecision = 'release' | 'refuse' | 'undecided';

/**
 * Decides about aliases as the organiser saw them; `undecided` takes that back. What a runner changed meanwhile waits on.
 * Answers those whom it concerned.
 */
export async function decideAboutAliases(
	app: App,
	caller: Caller,
	{ event, aliases, decision }: { event: string; aliases: readonly SeenAlias[]; decision: AliasDecision }
): Promise<Result<SeenAlias[], Refusal>> {
	const facts = await openFacts(app, caller, event, 'protect');
	if (!facts.ok) return facts;
	const eventId = facts.value.event.id;
	const release = { release: true, refuse: false, undecided: null }[decision];
	const decided = await app.database.prisma.$transaction(async (db) => {
		const concerned = await decideAliases(db, { eventId, aliases, release });
		if (concerned.length > 0)
			await recordAudit(db, {
				eventId,
				actor: actorOf(caller),
				action: 'aliases-decided',
				subject: event,
				details: { decision, count: concerned.length }
			});
		return new Set(concerned.map(({ id }) => id));
	});
	if (decided.size > 0) announce(app, { eventId, kind: 'participants' });
	return ok(aliases.filter(({ id }) => decided.has(id)));
}
