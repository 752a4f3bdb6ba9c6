/** Who is on the course, as spotters' phones and the safety list read it: bibs, places and times, no names. */
import { z } from 'zod';

export const CourseProgressSchema = z.strictObject({
	/** Those first who are expected first. */
	onCourse: z.array(
		z.strictObject({
			bib: z.string(),
			/** Slug of the race. */
			race: z.string(),
			/** Checkpoint where the runner was seen last; null: at the start, or at the gun. */
			seenAt: z.string().nullable(),
			/** Epoch milliseconds, by the server's clock, as are the others. */
			seenMs: z.number(),
			/** The next checkpoint. */
			next: z.string(),
			/** There at the pace so far. */
			expectedMs: z.number(),
			/** From then on somebody should look for the runner. */
			overdueMs: z.number()
		})
	),
	/** How many started, or are expected because no start was timed, and were seen nowhere since. */
	neverSeen: z.number().int()
});
export type CourseProgress = z.infer<typeof CourseProgressSchema>;
