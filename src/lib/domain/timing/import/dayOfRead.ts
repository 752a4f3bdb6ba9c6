import { instantAt } from '#lib/domain/time/timeOfDay.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Reads of a device being set up come before the gun; earlier times of day than that belong to the next day. */
const BEFORE_GUN_MS = 6 * HOUR_MS;
/** Without a gun: a step back that large between two rows is midnight, not disorder. */
const MIDNIGHT_STEP_MS = 12 * HOUR_MS;

export interface DayRules {
	/** Civil date of the race, `YYYY-MM-DD`. */
	date: string;
	/** IANA name. */
	timeZone: string;
	/** Earliest gun of the race; null: not set. */
	gunStartMs: number | null;
}

/**
 * Finds the instants of times of day whose date is missing: on the race's date, or after midnight on the next day.
 * Rows are asked for in the order of the file.
 */
export class DayOfRead {
	readonly #rules: DayRules;
	readonly #hours = new Map<string, number>();
	#days = 0;
	#lastMs: number | null = null;

	constructor(rules: DayRules) {
		this.#rules = rules;
	}

	/** Epoch milliseconds of a time of day on a date that the file gives. */
	on(date: string, msOfDay: number): number {
		const hour = Math.floor(msOfDay / HOUR_MS);
		const key = `${date} ${hour}`;
		let startMs = this.#hours.get(key);
		if (startMs === undefined) {
			startMs = instantAt({ date, msOfDay: hour * HOUR_MS, timeZone: this.#rules.timeZone });
			this.#hours.set(key, startMs);
		}
		return startMs + (msOfDay - hour * HOUR_MS);
	}

	/** Epoch milliseconds of a time of day without a date. */
	undated(msOfDay: number): number {
		const { date, gunStartMs } = this.#rules;
		if (gunStartMs !== null) {
			const ms = this.on(date, msOfDay);
			return ms < gunStartMs - BEFORE_GUN_MS ? this.on(nextDay(date, 1), msOfDay) : ms;
		}
		if (this.#lastMs !== null && this.#lastMs - msOfDay > MIDNIGHT_STEP_MS) this.#days++;
		this.#lastMs = msOfDay;
		return this.on(nextDay(date, this.#days), msOfDay);
	}
}

const nextDay = (date: string, days: number): string =>
	days === 0 ? date : new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
