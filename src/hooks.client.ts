import { watchTyped } from '#lib/ui/form/typedEarly.ts';

/** Before the page is taken over by its scripts. */
export const init = watchTyped;
