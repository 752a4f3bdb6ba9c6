/** The checklist of an event. */
import { preparationOf, type Preparation } from '#lib/domain/calendar/preparation.ts';
import { timedCourses } from '#lib/server/access/courses.ts';
import type { App } from '#lib/server/app.ts';
import { findPlan } from '#lib/server/events/store/plans.ts';
import { waitingReads } from '#lib/server/passings/unassignedReads.ts';
import { listDeviceFacts } from '#lib/server/phones/store/devices.ts';
import { waitingIn } from '#lib/server/registration/aliases.ts';
import type { EventFacts } from '#lib/server/results/eventFacts.ts';
import type { DeskRace } from './desk.ts';

/** @param given.races of the same facts */
export async function preparationIn(
	app: App,
	{ facts, races, hasBackup }: { facts: EventFacts; races: readonly DeskRace[]; hasBackup: boolean }
): Promise<Preparation[]> {
	const { event, entries } = facts;
	const { prisma } = app.database;
	const [plan, devices] = await Promise.all([findPlan(prisma, event.id), listDeviceFacts(prisma, event.id)]);
	const manned = new Set(
		devices.flatMap(({ paired, assignment }) => (paired && assignment ? [assignment.checkpoint] : []))
	);
	const timed = timedCourses(event);
	const finishes = timed.flatMap(({ race }) =>
		race.checkpoints.filter(({ kind }) => kind === 'finish' || kind === 'start-finish').map((at) => at.slug)
	);
	const states = [...plan.published.values()];
	return preparationOf({
		status: event.status,
		timed: timed.length > 0,
		hasPrice: plan.price !== '',
		wavesWithoutTime: plan.wavesWithoutTime,
		finishesWithoutPhone: [...new Set(finishes)].filter((at) => !manned.has(at)).length,
		withoutBib: entries.filter(({ participant }) => participant.bib === null).length,
		aliasesWaiting: waitingIn(facts),
		hasBackup,
		wavesWithoutGun: races.flatMap(({ waves }) => waves).filter(({ gunMs }) => gunMs === null).length,
		onCourse: races.reduce((sum, { counts }) => sum + counts.onCourse, 0),
		unassignedReads: waitingReads(facts).length,
		racesNotProvisional: timed.length - states.length,
		racesNotOfficial: timed.length - states.filter((state) => state === 'official').length
	});
}
