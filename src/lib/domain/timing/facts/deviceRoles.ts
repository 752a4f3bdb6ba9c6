/** What a volunteer does with a paired phone. */
export const DEVICE_ROLES = ['line', 'tap', 'chute', 'checkpoint', 'check-in', 'spotter'] as const;
export type DeviceRole = (typeof DEVICE_ROLES)[number];
