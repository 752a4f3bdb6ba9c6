import { bibOf, type Check, type CheckName, type CheckSeverity, type Inspected } from './check.ts';
import type { ParticipantResult, PassingStatus, ResultFlag } from '#lib/domain/timing/facts/result.ts';

interface FlagCheck {
	flag: ResultFlag;
	check: CheckName;
	severity: CheckSeverity;
	/** Passings with these statuses are shown with it. */
	statuses: readonly PassingStatus[];
}

const FLAG_CHECKS: readonly FlagCheck[] = [
	{
		flag: 'impossible-time',
		check: 'impossible-time',
		severity: 'warning',
		statuses: ['counted', 'matched', 'estimated']
	},
	{ flag: 'start-or-finish', check: 'start-or-finish', severity: 'warning', statuses: ['counted'] },
	{ flag: 'early-start', check: 'early-start', severity: 'notice', statuses: ['early-start'] },
	{ flag: 'late-start', check: 'late-start', severity: 'notice', statuses: ['late-start'] },
	{
		flag: 'wrong-wave',
		check: 'wrong-wave',
		severity: 'warning',
		statuses: ['before-start', 'early-start', 'waiting']
	},
	{ flag: 'devices-disagree', check: 'devices-disagree', severity: 'warning', statuses: ['other-device'] },
	{ flag: 'seen-after-ruling', check: 'seen-after-ruling', severity: 'warning', statuses: ['after-ruling'] },
	{ flag: 'estimated-time', check: 'estimated-time', severity: 'notice', statuses: ['estimated', 'matched'] }
];

/** What judging marked on a result, with the passings that made it so. */
export function flaggedResults(inspected: Inspected): Check[] {
	const passings = new Map<string, { id: string; status: PassingStatus }[]>();
	for (const { owner, passing, status } of inspected.passings) {
		if (owner === null) continue;
		const own = passings.get(owner);
		if (own) own.push({ id: passing.id, status });
		else passings.set(owner, [{ id: passing.id, status }]);
	}
	return inspected.results.flatMap((result) =>
		FLAG_CHECKS.filter(({ flag }) => result.flags.includes(flag)).map(({ check, severity, statuses }) => ({
			check,
			severity,
			participantIds: [result.participantId],
			passingIds: (passings.get(result.participantId) ?? [])
				.filter(({ status }) => statuses.includes(status))
				.map(({ id }) => id),
			params: { bib: bibOf(inspected, result.participantId) }
		}))
	);
}

/** Finishers without any read at the start, where the race reads starts. */
export function finishesWithoutStart(inspected: Inspected): Check[] {
	const readsStarts = inspected.race.checkpoints.some(({ kind }) => kind === 'start');
	if (!readsStarts) return [];
	return inspected.results.filter(hasNoStart).map(({ participantId, finishPassingId }) => ({
		check: 'finish-without-start',
		severity: 'notice',
		participantIds: [participantId],
		passingIds: finishPassingId === null ? [] : [finishPassingId],
		params: { bib: bibOf(inspected, participantId) }
	}));
}

const hasNoStart = ({ status, flags }: ParticipantResult): boolean =>
	status === 'finished' && flags.includes('net-is-gun') && !flags.includes('late-start');
