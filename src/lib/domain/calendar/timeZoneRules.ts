/**
 * VTIMEZONE (RFC 5545, 3.6.5) of one zone around one instant, from the zone data that the platform has. A calendar that
 * does not know the zone's name, or has an older idea of it, still shows the right time of day.
 */
import { zoneOffsetMs } from '#lib/domain/time/zoneOffset.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

interface Transition {
	/** First instant of the new offset. */
	atMs: number;
	fromMs: number;
	toMs: number;
}

/** Changes of the offset, to the minute, by halving each day that begins and ends differently. */
function transitionsBetween(range: { fromMs: number; untilMs: number }, timeZone: string): Transition[] {
	const transitions: Transition[] = [];
	let before = zoneOffsetMs(range.fromMs, timeZone);
	for (let dayMs = range.fromMs; dayMs < range.untilMs; dayMs += DAY_MS) {
		const after = zoneOffsetMs(dayMs + DAY_MS, timeZone);
		if (after === before) continue;
		let low = dayMs;
		let high = dayMs + DAY_MS;
		while (high - low > MINUTE_MS) {
			const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
			if (zoneOffsetMs(middle, timeZone) === before) low = middle;
			else high = middle;
		}
		transitions.push({ atMs: high, fromMs: before, toMs: after });
		before = after;
	}
	return transitions;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** `+0300` */
function offsetText(offsetMs: number): string {
	const minutes = Math.abs(offsetMs) / MINUTE_MS;
	return `${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}

/** `20180610T100000`: the time of day at an offset. */
export const localStamp = (atMs: number, offsetMs: number): string =>
	new Date(atMs + offsetMs).toISOString().slice(0, 19).replace(/[-:]/g, '');

/** Content lines; they describe a year before and after the instant. */
export function timeZoneLines(timeZone: string, aroundMs: number): string[] {
	// Whole hours, so that the halving ends on whole minutes.
	const fromMs = Math.floor((aroundMs - 400 * DAY_MS) / (60 * MINUTE_MS)) * 60 * MINUTE_MS;
	const transitions = transitionsBetween({ fromMs, untilMs: aroundMs + 400 * DAY_MS }, timeZone);
	const first = zoneOffsetMs(fromMs, timeZone);
	const standard = Math.min(first, ...transitions.map((t) => t.toMs));
	const observances = [{ atMs: fromMs, fromMs: first, toMs: first }, ...transitions].flatMap((transition) => {
		const kind = transition.toMs > standard ? 'DAYLIGHT' : 'STANDARD';
		return [
			`BEGIN:${kind}`,
			`DTSTART:${localStamp(transition.atMs, transition.fromMs)}`,
			`TZOFFSETFROM:${offsetText(transition.fromMs)}`,
			`TZOFFSETTO:${offsetText(transition.toMs)}`,
			`END:${kind}`
		];
	});
	return ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, ...observances, 'END:VTIMEZONE'];
}
