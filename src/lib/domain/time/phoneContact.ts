/** Phones report every half minute; one that missed four reports has no network, or no power. */
export const SILENT_AFTER_MS = 120_000;
/** One that was not heard for this long has been put away. */
export const PUT_AWAY_AFTER_MS = 86_400_000;
