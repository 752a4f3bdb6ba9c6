import type { CheckName, CheckSeverity } from '#lib/domain/timing/checks/check.ts';
import type { CheckedRunner } from '#lib/server/services/deskChecks.ts';

/** All findings of one check, in the language of the page. */
export interface WordedChecks {
	check: CheckName;
	severity: CheckSeverity;
	/** Also those that are not among `items`. */
	count: number;
	items: { text: string; runners: CheckedRunner[] }[];
}
