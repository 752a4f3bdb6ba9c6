/** A phone whose clock is less certain than this, in milliseconds, is worth a look: neighbours at a finish are closer. */
export const UNCERTAIN_CLOCK_MS = 500;
