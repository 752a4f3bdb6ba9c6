/** Whom and what a ruling is about: names of the request become ids, or a refusal that says which name is wrong. */
import { ok, type Result } from '#lib/domain/result.ts';
import { needsOf } from '#lib/domain/timing/rulings/lookup.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { RulingRequest } from '#lib/schemas/ruling.ts';
import type { Course } from '#lib/server/events/store/courses.ts';
import type { RulingSubject } from './store/rulings.ts';
import { courseIn } from '#lib/server/access/courses.ts';
import { passingIds, type EventFacts } from '#lib/server/results/eventFacts.ts';

/** What its type lets a request name is checked by the schema; here it is looked up. */
export function rulingSubject(facts: EventFacts, request: RulingRequest): Result<RulingSubject, Refusal> {
	if (request.rulingId !== undefined) return revokedSubject(facts, request.rulingId);
	const passing = request.passingId === undefined ? null : passingSubject(facts, request.passingId);
	if (passing && !passing.ok) return passing;
	const tapId = request.tapId === undefined ? {} : { tapId: request.tapId };
	const subject = {
		raceId: null,
		...passing?.value,
		...tapId,
		valueMs: request.at ?? request.valueMs ?? null
	};
	if (request.race === undefined) return ok(subject);
	const course = courseIn(facts.event, request.race);
	if (!course.ok) return course;
	const runners = runnersSubject(facts, { course: course.value, request });
	if (!runners.ok) return runners;
	const wave = waveSubject(course.value, request);
	if (!wave.ok) return wave;
	return ok({ ...subject, raceId: course.value.id, ...runners.value, ...wave.value });
}

function revokedSubject(facts: EventFacts, id: string): Result<RulingSubject, Refusal> {
	const revoked = facts.rulings.find(({ ruling }) => ruling.id === id);
	if (!revoked) return refuse('ruling-unknown', `the event has no ruling ${id}`);
	return ok({ raceId: revoked.raceId, revokesId: id });
}

function passingSubject(facts: EventFacts, id: string): Result<{ passingId: string }, Refusal> {
	const passingId = id.toLowerCase();
	return passingIds(facts).has(passingId)
		? ok({ passingId })
		: refuse('passing-unknown', `the event has no passing ${id}`);
}

interface InRace {
	course: Course;
	request: RulingRequest;
}

function runnersSubject(
	facts: EventFacts,
	{ course, request }: InRace
): Result<Partial<RulingSubject>, Refusal> {
	const ofBib = (bib: string): Result<string, Refusal> => {
		const id = facts.whose('bib', bib);
		return id !== null && facts.entryOf.get(id)?.raceId === course.id
			? ok(id)
			: refuse('participant-unknown', `nobody in the race "${course.race.slug}" has bib ${bib}`);
	};
	const subject: Partial<RulingSubject> = {};
	if (request.participantId !== undefined) {
		const entry = facts.entryOf.get(request.participantId.toLowerCase());
		if (entry?.raceId !== course.id)
			return refuse('participant-unknown', `the race "${course.race.slug}" has no such participant`);
		subject.participantId = entry.participant.id;
	}
	if (request.bib !== undefined) {
		const runner = ofBib(request.bib);
		if (!runner.ok) return runner;
		subject.participantId = runner.value;
	}
	if (request.otherBib !== undefined) {
		const other = ofBib(request.otherBib);
		if (!other.ok) return other;
		if (other.value === subject.participantId) return twice('/otherBib');
		subject.otherParticipantId = other.value;
	}
	if (request.bibs !== undefined) {
		const runners = request.bibs.map(ofBib);
		for (const runner of runners) if (!runner.ok) return runner;
		const ids = runners.flatMap((runner) => (runner.ok ? [runner.value] : []));
		if (new Set(ids).size < ids.length) return twice('/bibs');
		subject.participantIds = ids;
	}
	return ok(subject);
}

const twice = (pointer: string) => {
	const message = 'names the same runner twice';
	return refuse('invalid-document', `${pointer}: ${message}`, [{ pointer, message }]);
};

function waveSubject(course: Course, { type, wave }: RulingRequest): Result<Partial<RulingSubject>, Refusal> {
	if (!needsOf(type).includes('wave')) return ok({});
	const slugs = [...course.waveIds.keys()];
	const slug = wave ?? (slugs.length === 1 ? slugs[0] : undefined);
	const waveId = slug === undefined ? undefined : course.waveIds.get(slug);
	if (waveId !== undefined) return ok({ waveId });
	const message =
		slug === undefined
			? `the race has the waves ${slugs.join(', ')}: name one`
			: `the race "${course.race.slug}" has no wave "${slug}"`;
	return refuse('invalid-document', `/wave: ${message}`, [{ pointer: '/wave', message }]);
}
