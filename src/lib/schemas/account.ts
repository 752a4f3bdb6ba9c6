/** Forms of organisers' accounts. */
import { z } from 'zod';
import { namedTextSchema } from './base/text.ts';

export const SignInSchema = z.object({
	email: z.email().max(254),
	password: z.string().min(1).max(128)
});

export const SetUpSchema = z.object({
	name: namedTextSchema(100).trim(),
	email: z.email().max(254),
	password: z.string().min(10).max(128)
});
