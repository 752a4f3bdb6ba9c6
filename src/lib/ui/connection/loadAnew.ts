import { invalidate, invalidateAll } from '$app/navigation';
import { navigating } from '$app/state';

/**
 * Loads anew what the page shows of `dependency`, or all of it. Kit drops a navigation under way when a page is loaded
 * anew, and a link that was followed would lead nowhere: so it is waited for.
 */
export async function loadAnew(dependency?: `desk:${string}`): Promise<void> {
	// One that is given up in favour of another has come to its end too.
	await navigating.complete?.catch(() => undefined);
	await (dependency === undefined ? invalidateAll() : invalidate(dependency));
}
