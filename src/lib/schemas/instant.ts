/** An instant on the wire: RFC 3339 with offset (or Z), inside as epoch milliseconds. */
import { z } from 'zod';

/** `2018-06-10T10:24:31.120+03:00` as given; fewer than three decimals are allowed. */
export const InstantSchema = z.iso.datetime({
	offset: true,
	error: 'must be an instant such as 2018-06-10T10:24:31.120+03:00'
});

/** Finer digits than a millisecond are cut off, as `Date` does. */
export const instantMs = (instant: string): number => Date.parse(instant);

/** Epoch milliseconds as an instant in UTC, `2018-06-10T07:24:31.120Z`. */
export const instantOf = (ms: number): string => new Date(ms).toISOString();
