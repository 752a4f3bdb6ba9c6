/** How far a zone's clocks are ahead of UTC, from the zone data that the platform has. */

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than all its answers. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
	const clock =
		clocks.get(timeZone) ??
		new Intl.DateTimeFormat('en', {
			timeZone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric'
		});
	clocks.set(timeZone, clock);
	return clock;
}

/** Local time minus UTC in milliseconds, e.g. 10,800,000 for Europe/Chisinau in summer. */
export function zoneOffsetMs(atMs: number, timeZone: string): number {
	const parts = clockOf(timeZone).formatToParts(atMs);
	const part = (type: string): number => Number(parts.find((p) => p.type === type)?.value);
	const local = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second')
	);
	return local - Math.floor(atMs / 1000) * 1000;
}

/** Does the platform have a zone of this name? */
export function isZone(timeZone: string): boolean {
	try {
		// Not kept: names come from outside, in any mix of capitals.
		return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
	} catch {
		return false;
	}
}
