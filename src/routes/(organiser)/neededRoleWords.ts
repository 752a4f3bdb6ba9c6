import { ROLES, type Role, type Verb } from '#lib/domain/access/roles.ts';
import * as m from '#lib/paraglide/messages.js';
import { rolesThatMay } from '#lib/server/access/permissions.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

const names: Record<Role, () => string> = {
	owner: m.access_role_owner,
	organiser: m.access_role_organiser,
	timing: m.access_role_timing,
	'check-in': m.access_role_check_in,
	safeguarding: m.access_role_safeguarding,
	press: m.access_role_press,
	viewer: m.access_role_viewer
};

/** Which roles may all of that, and who gives them. */
export function neededRoleWords(verbs: readonly Verb[]): string {
	const able = ROLES.filter((role) => verbs.every((verb) => rolesThatMay(verb).includes(role)));
	const roles = new Intl.ListFormat(getLocale(), { type: 'disjunction' }).format(
		able.map((role) => names[role]())
	);
	return m.access_needs_role({ roles });
}
