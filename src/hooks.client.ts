import { watchTypedEarly } from '#lib/ui/form/watchTyped.ts';

/** Before the page is taken over by its scripts. */
export const init = watchTypedEarly;
