/** What may have changed in an event. It carries no facts: who hears it asks for them with the own rights. */
export const NEWS = ['passings', 'rulings', 'participants', 'publication', 'event', 'devices'] as const;
export type News = (typeof NEWS)[number];
