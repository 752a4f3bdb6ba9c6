/** The matching in words. */
import * as m from '#lib/paraglide/messages.js';
import type { MatchEdit } from '#lib/domain/timing/alignment/edits.ts';
import type { MatchRow } from '#lib/server/desk/deskMatching.ts';
import { isNobodys } from './shownRows.ts';

const reasons: Record<MatchRow['reason'], () => string> = {
	tap: m.match_reason_tap,
	anchor: m.match_reason_anchor,
	estimate: m.match_reason_estimate,
	'awaiting-tap': m.match_reason_awaiting,
	'tap-double': m.match_reason_double,
	'bib-missing': m.match_reason_bib_missing,
	'still-walking': m.match_reason_walking,
	claimed: m.match_reason_claimed
};

export function reasonWords(row: MatchRow): string {
	const { reason, rulingId, doubt } = row;
	if (rulingId !== null && reason !== 'claimed') return m.match_reason_ruled();
	if (isNobodys(row) && row.bib?.bib != null) return m.match_reason_unknown_bib();
	return doubt === 'strong' && (reason === 'tap' || reason === 'anchor')
		? m.match_reason_doubt()
		: reasons[reason]();
}

const edits: Record<MatchEdit['kind'], (places: { after: number; before: number }) => string> = {
	'tap-missing': m.match_edit_tap_missing,
	'tap-double': m.match_edit_tap_double,
	'bib-missing': m.match_edit_bib_missing,
	swap: m.match_edit_swap
};

export const editWords = ({ kind, afterPlace, beforePlace }: MatchEdit): string =>
	edits[kind]({ after: afterPlace, before: beforePlace });
