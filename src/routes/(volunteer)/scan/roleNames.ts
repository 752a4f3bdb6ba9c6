import * as m from '#lib/paraglide/messages.js';
import type { DeviceRole } from '#lib/domain/timing/facts/deviceRoles.ts';

export const ROLE_NAMES: Record<DeviceRole, () => string> = {
	line: m.scan_role_line,
	tap: m.scan_role_tap,
	chute: m.scan_role_chute,
	checkpoint: m.scan_role_checkpoint,
	'check-in': m.scan_role_check_in,
	spotter: m.scan_role_spotter
};
