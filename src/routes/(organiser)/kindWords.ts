import type { PassingKind } from '#lib/domain/timing/facts/passing.ts';
import * as m from '#lib/paraglide/messages.js';

/** How a read was made. */
export const kindWords: Record<PassingKind, () => string> = {
	scan: m.organiser_kind_scan,
	tap: m.organiser_kind_tap,
	chute: m.organiser_kind_chute,
	manual: m.organiser_kind_manual,
	chip: m.organiser_kind_chip,
	import: m.organiser_kind_import
};
