import type { ExplainedPassing } from '#lib/domain/timing/explanation/explain.ts';

/** A read with what became of it, and why, in the language of the page. */
export interface WordedRead extends ExplainedPassing {
	statusText: string;
	reasonText: string;
}
