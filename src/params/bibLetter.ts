import type { ParamMatcher } from '@sveltejs/kit';

/** `/B/…` as the QR has it, and `/b/…` as people type it. */
export const match: ParamMatcher = (param) => param === 'B' || param === 'b';
