/** What an organiser is asked once before official results are published: nothing on the day when nobody loses anything. */
import { createHash } from 'node:crypto';
import { isEventDay } from '#lib/domain/calendar/eventDay.ts';
import { differences } from '#lib/domain/publication/difference.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { PublicationBrief } from '#lib/schemas/results.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import type { EventFacts } from '#lib/server/results/eventFacts.ts';
import { publish, type Plan, type PublishInput } from './publications.ts';
import { readPublication } from './publishedList.ts';
import { gunStartsOf } from '#lib/server/phones/roster.ts';
import { named, type NamedDifference } from './versionDifference.ts';

export interface AskedRunner {
	id: string;
	bib: string | null;
	name: string | null;
}

export interface PublicationQuestion {
	/** The day is not that of the event. */
	otherDay: boolean;
	nobodyFinished: boolean;
	/** Who is ruled DNS and DNF with it. */
	dns: AskedRunner[];
	dnf: AskedRunner[];
	/** Results with a place in the last version that change; `number` of it. */
	moved: { number: number; items: NamedDifference[] } | null;
	/** Names what is asked: whoever confirms sends it, and is asked anew where it is no longer the same. */
	key: string;
}

/** Confirmed whatever is asked. */
export const CONFIRMED = 'yes';

export type Answered =
	{ published: PublicationBrief; asked: null } | { published: null; asked: PublicationQuestion };

/** @param input.confirmed the key of the question that was answered with yes; `yes` answers every question. */
export async function publishAsking(
	app: App,
	caller: Caller,
	{ confirmed, ...input }: PublishInput & { confirmed: string }
): Promise<Result<Answered, Refusal>> {
	let asked: PublicationQuestion | null = null;
	const agreed = async (plan: Plan): Promise<boolean> => {
		if (input.state === 'provisional' || confirmed === CONFIRMED) return true;
		const question = await questionBefore(app, plan);
		asked = question?.key === confirmed ? null : question;
		return asked === null;
	};
	const published = await publish(app, caller, { ...input, agreed });
	if (asked) return ok({ published: null, asked });
	return published.ok ? ok({ published: published.value, asked: null }) : published;
}

/** Null: nothing to ask. */
async function questionBefore(
	app: App,
	{ facts, course, prepared }: Plan
): Promise<PublicationQuestion | null> {
	const gunsMs = [...gunStartsOf(course, facts.rulings).values()].filter((ms) => ms !== null);
	const { date, timeZone } = facts.event;
	const number = facts.version.published.get(course.race.slug);
	const raceId = course.id;
	const last = number === undefined ? null : await readPublication(app, { raceId, number });
	const ruled = new Set(prepared.remaining.map(({ participantId }) => participantId));
	const moved = last
		? differences(last.published, prepared.published).filter(
				({ participantId, before }) => before?.place != null && !ruled.has(participantId)
			)
		: [];
	const of = (type: 'dns' | 'dnf') =>
		prepared.remaining
			.filter((one) => one.type === type)
			.map(({ participantId }) => runnerOf(facts, participantId));
	const question = {
		otherDay: !isEventDay(app.now(), { date, timeZone, gunsMs }),
		nobodyFinished: !prepared.published.rows.some(({ status }) => status === 'finished'),
		dns: of('dns'),
		dnf: of('dnf'),
		moved: last && moved.length > 0 ? { number: last.number, items: moved.map(named(facts)) } : null
	};
	const { otherDay, nobodyFinished, dns, dnf } = question;
	if (!otherDay && !nobodyFinished && dns.length + dnf.length === 0 && !question.moved) return null;
	const key = createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 22);
	return { ...question, key };
}

function runnerOf({ entryOf }: EventFacts, id: string): AskedRunner {
	const entry = entryOf.get(id);
	return { id, bib: entry?.participant.bib ?? null, name: entry?.name ?? null };
}
