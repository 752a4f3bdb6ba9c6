/** What the page sends by `writtenAlias`, read again. */
import { UuidSchema } from '#lib/schemas/base/common.ts';
import { PERSON } from '#lib/schemas/person.ts';
import { ALIASES_SHOWN, type SeenAlias } from '#lib/server/registration/aliases.ts';

/** Those of the controls of that name; what is no such text is left out. */
export function seenAliases(form: FormData, name: string): SeenAlias[] {
	return form
		.getAll(name)
		.slice(0, ALIASES_SHOWN)
		.flatMap((value) => {
			const [, id = '', alias = ''] = /^(\S+) (.+)$/su.exec(typeof value === 'string' ? value : '') ?? [];
			const isSound = UuidSchema.safeParse(id).success && alias.length <= PERSON.alias.most;
			return isSound && !alias.includes('\u0000') ? [{ id, alias }] : [];
		});
}
