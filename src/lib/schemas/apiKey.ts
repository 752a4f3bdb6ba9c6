/** Keys of programs: shown once when made, stored as a hash. */
import { ROLES } from '#lib/domain/access/roles.ts';
import { z } from 'zod';
import { SlugSchema, UuidSchema } from './base/common.ts';

const name = z
	.string()
	.regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}$/, 'must be 1–60 characters of a-z A-Z 0-9 . _ - and blanks');

export const NewApiKeySchema = z
	.strictObject({
		/** How the audit names it; one key in force has it. */
		name,
		role: z.enum(ROLES).default('organiser'),
		/** Slug of the one event that the key is for; null: every event. */
		event: SlugSchema.nullable().default(null)
	})
	.superRefine(({ role, event }, context) => {
		if (role === 'owner' && event !== null)
			context.addIssue({ code: 'custom', path: ['event'], message: 'must be null for an owner’s key' });
	})
	.meta({ id: 'NewApiKey' });
export type NewApiKey = z.output<typeof NewApiKeySchema>;

export const ApiKeySchema = z
	.strictObject({
		id: UuidSchema,
		name: z.string(),
		role: z.enum(ROLES),
		event: SlugSchema.nullable(),
		createdAt: z.iso.datetime(),
		/** Null while in force. */
		revokedAt: z.iso.datetime().nullable()
	})
	.meta({ id: 'ApiKey' });
export type ApiKey = z.output<typeof ApiKeySchema>;

export const MadeApiKeySchema = ApiKeySchema.extend({
	/** The secret, shown this once. */
	key: z.string()
}).meta({ id: 'MadeApiKey' });
export type MadeApiKey = z.output<typeof MadeApiKeySchema>;
