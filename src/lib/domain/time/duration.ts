/** Durations as people type and read them: a penalty of `30` seconds or `1:30`, a bonus of `0:05`. */

const DURATION = /^(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?:[.,](\d{1,3}))?$/;
const SECONDS = /^(\d{1,5})(?:[.,](\d{1,3}))?$/;

/**
 * `30` (seconds), `1:30`, `0:05.5` or `1:00:00` in milliseconds; null: not a duration. With hours the minutes end at 59.
 */
export function parseDuration(text: string): number | null {
	const bare = SECONDS.exec(text.trim());
	if (bare) return Number(bare[1]) * 1000 + Number((bare[2] ?? '').padEnd(3, '0'));
	const match = DURATION.exec(text.trim());
	if (!match) return null;
	const [, hours, minutes = '0', seconds = '0', fraction = '0'] = match;
	if (hours !== undefined && Number(minutes) > 59) return null;
	return (
		((Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 +
		Number(fraction.padEnd(3, '0'))
	);
}

/** `1:30`, `1:00:00`, with milliseconds only where there are some: `0:05.500`. A negative one keeps its sign. */
export function formatDuration(ms: number): string {
	const total = Math.abs(ms);
	const seconds = Math.floor(total / 1000);
	const two = (value: number) => String(value).padStart(2, '0');
	const minutes = Math.floor(seconds / 60);
	const clock =
		minutes >= 60
			? `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
			: `${minutes}:${two(seconds % 60)}`;
	const rest = total % 1000;
	const sign = ms < 0 ? '-' : '';
	return rest === 0 ? `${sign}${clock}` : `${sign}${clock}.${String(rest).padStart(3, '0')}`;
}
