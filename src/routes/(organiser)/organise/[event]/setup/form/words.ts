import * as m from '#lib/paraglide/messages.js';
import type { QuestionKind } from '#lib/domain/people/questions.ts';

export const kindWords: Record<QuestionKind, () => string> = {
	text: m.question_kind_text,
	choice: m.question_kind_choice,
	'yes-no': m.question_kind_yes_no,
	size: m.question_kind_size,
	'emergency-contact': m.question_kind_emergency,
	'medical-note': m.question_kind_medical
};
