/** The files of bibs that are being made: how many at once, and how far each is, for the page that asked for it. */
import type { App } from '#lib/server/app.ts';
import { perApp } from '#lib/server/perApp.ts';
import type { BibSheetsProgress } from '#lib/schemas/bibSheets.ts';

/** Each is work of some seconds; whoever comes as the next one is told so. */
const MOST_AT_ONCE = 3;
/** Known so long after their end, so that the page hears of it. */
const KEPT_MS = 60_000;
const MOST_KEPT = 100;

interface Job extends BibSheetsProgress {
	endedMs: number | null;
}
/** By event and the key that the page made. */
const jobs = perApp('bibSheetJobs', () => new Map<string, Job>());

export interface RunningJob {
	onProgress(done: number): void;
	onEnd(whole: boolean): void;
}

const keyOf = (of: { event: string; job: string }): string => `${of.event} ${of.job}`;

/** Null: as many as may be are under way. */
export function beginJob(app: App, of: { event: string; job: string }, bibs: number): RunningJob | null {
	const known = jobs(app);
	forgetOld(app, known);
	if ([...known.values()].filter(({ endedMs }) => endedMs === null).length >= MOST_AT_ONCE) return null;
	const job: Job = { state: 'drawing', done: 0, of: bibs, endedMs: null };
	known.set(keyOf(of), job);
	return {
		onProgress: (done) => void (job.done = done),
		onEnd: (whole) => {
			job.state = whole ? 'whole' : 'stopped';
			job.endedMs = app.now();
		}
	};
}

/** Null: no such file is known to this process. */
export function progressOf(app: App, of: { event: string; job: string }): BibSheetsProgress | null {
	const job = jobs(app).get(keyOf(of));
	return job ? { state: job.state, done: job.done, of: job.of } : null;
}

function forgetOld(app: App, known: Map<string, Job>): void {
	for (const [key, { endedMs }] of known)
		if (endedMs !== null && (app.now() - endedMs > KEPT_MS || known.size > MOST_KEPT)) known.delete(key);
}
