/** Nothing here needs a script, and old phones open it on race day. */
export const csr = false;
