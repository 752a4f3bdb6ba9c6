/**
 * Reasons that the product gives for a ruling by itself. The English sentence is what is stored and what the API answers;
 * pages word them in the reader's language.
 */

export const OWN_REASONS = {
	'ruled-at-publishing': 'ruled when official results were published',
	'fixed-at-publishing': 'fixed when official results were published',
	'gun-in-document': 'gun start in the event document',
	'match-confirm': 'Matching confirmed',
	'match-move': 'Given another tap',
	'match-split': 'Crossed together, tapped once',
	'match-time': 'No tap was made',
	'match-void': 'A mistake at the line or in the chute',
	'match-claim': 'Recognised by an organiser',
	'match-undo': 'Undone at the matching desk',
	'reads-accepted': 'accepted on the page of the phones',
	'reads-undone': 'undone on the page of the phones',
	undone: 'Undone right after it was decided'
} as const;

export type OwnReason = keyof typeof OWN_REASONS;
export const OWN_REASON_CODES = Object.keys(OWN_REASONS) as [OwnReason, ...OwnReason[]];

/** Until one language was stored, a reason was kept in the language of whoever pressed: those sentences are known too. */
const STORED_EARLIER: Partial<Record<OwnReason, readonly string[]>> = {
	'match-confirm': ['Potrivire confirmată', 'Сопоставление подтверждено'],
	'match-move': ['A primit altă atingere', 'Назначено другое нажатие'],
	'match-split': ['Au trecut împreună, marcați o dată', 'Пересекли вместе, нажатие одно'],
	'match-time': ['Nu s-a marcat atingerea', 'Нажатия не было'],
	'match-void': ['O greșeală pe linie sau în culoar', 'Ошибка на линии или в коридоре'],
	'match-claim': ['Recunoscut de un organizator', 'Опознан организатором'],
	'match-undo': ['Anulat la potrivire', 'Отменено при сопоставлении'],
	'reads-accepted': ['acceptat pe pagina telefoanelor', 'принято на странице телефонов'],
	'reads-undone': ['anulat pe pagina telefoanelor', 'отменено на странице телефонов']
};

const codes = new Map<string, OwnReason>(
	OWN_REASON_CODES.flatMap((code) =>
		[OWN_REASONS[code], ...(STORED_EARLIER[code] ?? [])].map((sentence): [string, OwnReason] => [
			sentence,
			code
		])
	)
);

/** Null: a person's own words. @param why as stored */
export const ownReasonOf = (why: string): OwnReason | null => codes.get(why) ?? null;
