/** What a volunteer does with a paired phone. Without zod, for the phone itself. */
export const DEVICE_ROLES = ['line', 'tap', 'chute', 'checkpoint', 'check-in', 'spotter'] as const;
export type DeviceRole = (typeof DEVICE_ROLES)[number];
