import { error } from '@sveltejs/kit';
import type { Result } from '#lib/domain/result.ts';
import { REASONS, type Refusal } from '#lib/schemas/base/problem.ts';

/** A service's value, or the error page with the refusal's status. For loads; actions answer with `fail`. */
export function orFail<T>(result: Result<T, Refusal>): T {
	if (result.ok) return result.value;
	error(REASONS[result.error.reason], { message: result.error.message });
}
