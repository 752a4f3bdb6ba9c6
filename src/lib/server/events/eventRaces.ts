/** Races that are added to an event and taken out of it, by its pages. */
import { err, ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import { withNewRace, type NewRaceFault, type NewRaceValues } from '#lib/schemas/event/race/newRace.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { putEventDocument } from './eventDocument.ts';
import { openedDocument } from './eventSettings.ts';

export type NewRaceRefusal = { refusal: Refusal; faults?: NewRaceFault[] };

const INVALID = refuse('invalid-document', 'the race cannot be made like this').error;

/** @returns the new race's slug */
export async function addRace(
	app: App,
	caller: Caller,
	{ event, values }: { event: string; values: NewRaceValues }
): Promise<Result<string, NewRaceRefusal>> {
	const opened = await openedDocument(app, caller, event);
	if (!opened.ok) return err({ refusal: opened.error });
	const { document, etag } = opened.value;
	const made = withNewRace(document, values);
	if (!made.ok) return err({ refusal: INVALID, faults: made.error });
	const put = { event, document: made.value.document, ifMatch: [etag] };
	const written = await putEventDocument(app, caller, put);
	return written.ok ? ok(made.value.slug) : err({ refusal: written.error });
}

/** @returns the name of the race that is gone; refused as `in-use` where somebody is entered or something was decided */
export async function removeRace(
	app: App,
	caller: Caller,
	{ event, race: slug }: { event: string; race: string }
): Promise<Result<string, Refusal>> {
	const opened = await openedDocument(app, caller, event);
	if (!opened.ok) return opened;
	const { document, etag } = opened.value;
	const race = document.races.find((race) => race.slug === slug);
	if (!race) return refuse('race-unknown', `${event} has no race ${slug}`);
	if (document.races.length === 1) return refuse('in-use', 'an event has at least one race');
	const rest = {
		...document,
		races: document.races.filter((each) => each !== race),
		// What was asked for this race alone is asked no more.
		questions: document.questions.map((question) => {
			const races = question.races.filter((asked) => asked !== slug);
			const asked = question.asked && (races.length > 0 || question.races.length === 0);
			return { ...question, races, asked };
		})
	};
	const written = await putEventDocument(app, caller, { event, document: rest, ifMatch: [etag] });
	return written.ok ? ok(race.name) : written;
}
