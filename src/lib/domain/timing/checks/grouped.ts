import type { Check, CheckName } from './check.ts';
import { SAID_OF_MANY } from './message.ts';

/** True of many at once where a start was not timed or a line was matched: not worth a line each. */
const GROUPED: readonly CheckName[] = SAID_OF_MANY;
/** Up to so many of a kind are listed one by one. */
const LISTED = 3;

/** Checks of little weight as one entry with everybody concerned and `count`, where there are many of a kind. */
export function groupedNotices(checks: readonly Check[]): Check[] {
	const groups = new Map<CheckName, Check[]>();
	for (const check of checks)
		if (GROUPED.includes(check.check)) groups.set(check.check, [...(groups.get(check.check) ?? []), check]);
	const many = [...groups.values()].filter(({ length }) => length > LISTED);
	const gone = new Set(many.flat());
	return [...checks.filter((check) => !gone.has(check)), ...many.flatMap(together)];
}

function together(checks: readonly Check[]): Check[] {
	const [first] = checks;
	if (!first) return [];
	return [
		{
			...first,
			participantIds: checks.flatMap(({ participantIds }) => participantIds),
			passingIds: checks.flatMap(({ passingIds }) => passingIds),
			params: { count: String(checks.length) }
		}
	];
}
