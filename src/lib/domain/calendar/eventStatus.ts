/** What organisers decide about an event; everything else about where it stands is derived, see eventPhase.ts. */
export const EVENT_STATUSES = ['draft', 'published', 'cancelled', 'postponed', 'archived'] as const;
export type EventStatus = (typeof EVENT_STATUSES)[number];
