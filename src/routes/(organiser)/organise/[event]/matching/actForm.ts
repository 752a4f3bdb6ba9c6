/** What the forms of the matching desk post, as an act; or what is wrong with what was typed. */
import { err, ok, type Result } from '#lib/domain/result.ts';
import { isInstantInSpan } from '#lib/domain/time/timeSpan.ts';
import { givenTimeNear } from '#lib/domain/time/givenTime.ts';
import { OWN_REASONS } from '#lib/domain/timing/rulings/ownReasons.ts';
import * as m from '#lib/paraglide/messages.js';
import { BibSchema, UuidSchema } from '#lib/schemas/base/common.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { MatchAct } from '#lib/server/rulings/decideMatching.ts';
import { refusalWords } from '../../../refusalWords.ts';
import { text } from '../formValues.ts';

/** `act` names what is done to `row`; `pairs` are `chute=tap` or `chute=`, with spaces between them. */
export function actOfForm(form: FormData, timeZone: string): Result<MatchAct, string> {
	const [act, row, value] = ['act', 'row', 'value'].map((name) => text(form, name));
	const chuteId = row ?? '';
	switch (act) {
		case 'confirm':
			return ok({ kind: 'confirm', pairs: pairsOf(text(form, 'pairs')) });
		case 'earlier':
		case 'later':
			return ok({ kind: 'move', chuteId, to: act });
		case 'split':
			return ok({ kind: 'split', chuteId });
		case 'void-tap':
		case 'void-read': {
			const passing = UuidSchema.safeParse(text(form, act === 'void-tap' ? 'tap' : 'row'));
			return passing.success
				? ok({ kind: 'void', passingId: passing.data })
				: err(m.organiser_refused_passing());
		}
		case 'time': {
			const [near, gun] = [Number(text(form, 'near')), Number(text(form, 'gun') || NaN)];
			const basis = { nearMs: near, gunMs: isInstantInSpan(gun) ? gun : null, timeZone };
			const ms = isInstantInSpan(near) ? givenTimeNear(value ?? '', basis) : null;
			return ms === null
				? err(m.organiser_time_wrong({ value: value ?? '' }))
				: ok({ kind: 'time', chuteId, ms: Math.round(ms) });
		}
		case 'claim': {
			const bib = BibSchema.safeParse((value ?? '').toUpperCase());
			if (!bib.success) return err(m.organiser_bib_wrong({ value: value ?? '' }));
			return ok({ kind: 'claim', passingId: text(form, 'claimed'), bib: bib.data });
		}
		default:
			return err(m.organiser_choose_one());
	}
}

const pairsOf = (pairs: string): { chuteId: string; tapId: string | null }[] =>
	pairs
		.split(' ')
		.filter(Boolean)
		.map((pair) => {
			const [chuteId = '', tapId = ''] = pair.split('=');
			return { chuteId, tapId: tapId || null };
		});

/** The act says what was decided; this stands as its reason in the list of decisions. */
export const whyOf = ({ kind }: MatchAct): string => OWN_REASONS[`match-${kind}`];

/** Why the act was refused, where the act says more than the reason. */
export function actRefusalWords({ kind }: MatchAct, refusal: Refusal): string {
	if (refusal.reason === 'passing-unknown' && kind === 'move') return m.match_no_tap_beyond();
	if (refusal.reason === 'passing-unknown' && kind === 'split') return m.match_nobody_above();
	if (refusal.reason === 'participant-unknown' && kind === 'claim') return m.match_bib_unknown();
	return refusalWords(refusal);
}
