import type { VersionFault } from '#lib/domain/people/formVersion.ts';
import * as m from '#lib/paraglide/messages.js';

/** What a form hears that does not say which version it was made from, or says it wrongly. */
export const versionFaultWords: Record<VersionFault, () => string> = {
	none: m.change_without_version,
	other: m.change_of_another,
	future: m.change_from_nowhere
};
