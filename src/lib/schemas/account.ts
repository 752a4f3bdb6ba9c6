/** Forms of organisers' accounts. */
import { z } from 'zod';

export const SignInSchema = z.object({
	email: z.email(),
	password: z.string().min(1)
});

export const SetUpSchema = z.object({
	name: z.string().trim().min(1).max(100),
	email: z.email(),
	password: z.string().min(10).max(128)
});
