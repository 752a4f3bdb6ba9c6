/**
 * The years 1900–2200: every date and instant that the product takes lies in them. What lies outside is a mistake, and
 * some of it no database, calendar or JavaScript date can hold.
 */

/** Civil dates, both included. */
export const EARLIEST_DATE = '1900-01-01';
export const LATEST_DATE = '2200-12-31';

/** Epoch milliseconds, both included. */
export const EARLIEST_MS = Date.UTC(1900, 0, 1);
export const LATEST_MS = Date.UTC(2201, 0, 1) - 1;

/** @param date `YYYY-MM-DD` */
export const isDateInSpan = (date: string): boolean => date >= EARLIEST_DATE && date <= LATEST_DATE;

/** @param ms epoch milliseconds, the offset applied; NaN is in no span */
export const isInstantInSpan = (ms: number): boolean => ms >= EARLIEST_MS && ms <= LATEST_MS;
