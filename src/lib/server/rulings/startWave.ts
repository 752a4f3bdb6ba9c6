/** The gun of a wave: the start button, and the time that is given afterwards. */
import { openFacts } from '#lib/server/results/openFacts.ts';
import { isEventDay } from '#lib/domain/calendar/eventDay.ts';
import { readVersion, versionText, type VersionFault } from '#lib/domain/people/formVersion.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import type { StoredRuling } from './store/rulings.ts';
import { courseIn } from '#lib/server/access/courses.ts';
import { gunStartsOf } from '#lib/server/phones/roster.ts';
import { gunVersion } from './gunVersion.ts';
import { recordRulings } from './rulings.ts';

interface AskedWave {
	/** Slugs. */
	event: string;
	race: string;
	wave: string;
}

export interface WaveGun {
	/** In force, epoch milliseconds; null: not started. */
	gunMs: number | null;
	/** Of the event, YYYY-MM-DD. */
	date: string;
	timeZone: string;
}

/**
 * `started` by the ruling of this press. `running`: it had been started already, and its gun stays. `asked`: nothing was
 * done, since it is not the event's day and nobody has confirmed it.
 */
export type Start =
	| { kind: 'started'; gunMs: number; rulingId: string }
	| { kind: 'running'; gunMs: number }
	| { kind: 'asked' };

export async function waveGun(app: App, caller: Caller, asked: AskedWave): Promise<Result<WaveGun, Refusal>> {
	const found = await findWave(app, caller, asked);
	if (!found.ok) return found;
	const { facts, gunIn } = found.value;
	const { date, timeZone } = facts.event;
	return ok({ gunMs: gunIn(facts.rulings), date, timeZone });
}

/**
 * Whoever presses second, in another browser or the same, moves nothing: looked at while the event is held.
 * @param input.pressedMs epoch milliseconds
 */
export async function startWave(
	app: App,
	caller: Caller,
	{ pressedMs, confirmed, ...asked }: AskedWave & { pressedMs: number; confirmed: boolean }
): Promise<Result<Start, Refusal>> {
	const found = await findWave(app, caller, asked);
	if (!found.ok) return found;
	const { facts, gunIn } = found.value;
	const { date, timeZone, courses } = facts.event;
	const running = gunIn(facts.rulings);
	if (running !== null) return ok({ kind: 'running', gunMs: running });
	const gunsMs = courses.flatMap((course) =>
		[...gunStartsOf(course, facts.rulings).values()].flatMap((ms) => ms ?? [])
	);
	if (!confirmed && !isEventDay(pressedMs, { date, timeZone, gunsMs })) return ok({ kind: 'asked' });

	let meanwhile: number | null = null;
	const { event, race, wave } = asked;
	const recorded = await recordRulings(app, caller, {
		event,
		rulings: [{ type: 'wave-start', race, wave, valueMs: pressedMs, why: '' }],
		onlyIf: (rulings) => (meanwhile = gunIn(rulings)) === null
	});
	if (!recorded.ok) return recorded;
	const [made] = recorded.value;
	return ok(
		made
			? { kind: 'started', gunMs: pressedMs, rulingId: made.id }
			: { kind: 'running', gunMs: meanwhile ?? pressedMs }
	);
}

/** What a form made from an older gun hears: why it names no version, or which gun is in force by now. */
export type GunRefusal = Refusal & {
	versionFault?: VersionFault;
	/** As a form made from now on names it. */
	since?: { gunMs: number | null; version: string };
};

/**
 * Sets the gun, or takes it back.
 * @param input.gunMs epoch milliseconds; null: the wave has not started
 * @param input.madeFrom the version that the form names
 * @returns the id of the ruling; `edited-since` where the gun was decided anew after that version, and otherwise
 */
export async function setGun(
	app: App,
	caller: Caller,
	{ gunMs, why, madeFrom, ...asked }: AskedWave & { gunMs: number | null; why: string; madeFrom: string }
): Promise<Result<{ rulingId: string }, GunRefusal>> {
	const found = await findWave(app, caller, asked);
	if (!found.ok) return found;
	const { facts, gunIn, versionIn } = found.value;
	const version = readVersion(madeFrom, versionIn(facts.rulings));
	if (!version.ok)
		return err({ reason: 'edited-since', message: 'of no such version', versionFault: version.error });
	let since: GunRefusal['since'];
	const { event, race, wave } = asked;
	const recorded = await recordRulings(app, caller, {
		event,
		rulings: [{ type: 'wave-start', race, wave, valueMs: gunMs, why }],
		onlyIf: (rulings) => {
			const now = { gunMs: gunIn(rulings), version: versionIn(rulings) };
			if (now.version.version === version.value || now.gunMs === gunMs) return true;
			since = { gunMs: now.gunMs, version: versionText(now.version) };
			return false;
		}
	});
	if (!recorded.ok) return recorded;
	const [made] = recorded.value;
	if (made) return ok({ rulingId: made.id });
	return err({ reason: 'edited-since', message: 'the gun was decided anew since', ...(since && { since }) });
}

async function findWave(app: App, caller: Caller, { event, race, wave }: AskedWave) {
	const facts = await openFacts(app, caller, event, 'time');
	if (!facts.ok) return facts;
	const course = courseIn(facts.value.event, race);
	if (!course.ok) return course;
	const gunIn = (rulings: readonly StoredRuling[]): number | null =>
		gunStartsOf(course.value, rulings).get(wave) ?? null;
	const versionIn = (rulings: readonly StoredRuling[]) => gunVersion(course.value, { wave, rulings });
	return ok({ facts: facts.value, gunIn, versionIn });
}
