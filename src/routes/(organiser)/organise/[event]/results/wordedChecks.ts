import type { CheckName, CheckSeverity } from '#lib/domain/timing/checks/check.ts';
import type { CheckedRunner } from '#lib/server/desk/deskChecks.ts';

/** All findings of one check, in the language of the page. */
export interface WordedChecks {
	check: CheckName;
	severity: CheckSeverity;
	/** Also those that are not among `items`. */
	count: number;
	items: WordedCheck[];
}

export interface WordedCheck {
	text: string;
	runners: CheckedRunner[];
	/** Of reads of a bib that nobody has: what was read, and the first of them; null for other checks. */
	unknown: { read: string; passingIds: string[] } | null;
}
