/** The start button: the gun of a wave that has none. */
import { ok, type Result } from '#lib/domain/result.ts';
import type { Refusal } from '#lib/schemas/problem.ts';
import type { App } from '../app.ts';
import type { Caller } from '../caller.ts';
import { courseIn } from './courses.ts';
import { gunStartsOf } from './roster.ts';
import { organisedFacts, recordRulings } from './rulings.ts';

export interface Started {
	/** Of the gun that holds, epoch milliseconds. */
	gunMs: number;
	/** The ruling that this press made; null: the wave had been started already, and its gun stays. */
	rulingId: string | null;
}

/**
 * Whoever presses second, in another browser or the same, moves nothing: looked at while the event is held.
 * @param input.pressedMs epoch milliseconds
 */
export async function startWave(
	app: App,
	caller: Caller,
	{ event, race, wave, pressedMs }: { event: string; race: string; wave: string; pressedMs: number }
): Promise<Result<Started, Refusal>> {
	const facts = await organisedFacts(app, caller, event);
	if (!facts.ok) return facts;
	const course = courseIn(facts.value.event, race);
	if (!course.ok) return course;
	const recorded = await recordRulings(app, caller, {
		event,
		rulings: [{ type: 'wave-start', race, wave, valueMs: pressedMs, why: '' }],
		onlyIf: (rulings) => (gunStartsOf(course.value, rulings).get(wave) ?? null) === null
	});
	if (!recorded.ok) return recorded;
	const [made] = recorded.value;
	if (made) return ok({ gunMs: pressedMs, rulingId: made.id });
	const now = await organisedFacts(app, caller, event);
	if (!now.ok) return now;
	const gunMs = gunStartsOf(course.value, [...now.value.rulings]).get(wave) ?? pressedMs;
	return ok({ gunMs, rulingId: null });
}
