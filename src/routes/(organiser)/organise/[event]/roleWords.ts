import * as m from '#lib/paraglide/messages.js';
import type { DeviceRole } from '#lib/domain/timing/facts/deviceRoles.ts';

/** What the volunteer with this phone does, for organisers. */
export const roleWords: Record<DeviceRole, () => string> = {
	line: m.organiser_role_line,
	tap: m.organiser_role_tap,
	chute: m.organiser_role_chute,
	checkpoint: m.organiser_role_checkpoint,
	'check-in': m.organiser_role_check_in,
	spotter: m.organiser_role_spotter
};
