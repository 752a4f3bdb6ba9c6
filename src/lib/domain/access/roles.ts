/** The roles that people and programs hold, and the verbs that each may. Everything not listed is refused. */

/** `owner` is of the installation, all others of one event; several may be held at once. */
export const ROLES = ['owner', 'organiser', 'timing', 'check-in', 'safeguarding', 'press', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** Who may without a role: a paired phone at its event, a runner by the own link, anybody. */
export type Holder = Role | 'phone' | 'runner' | 'public';

const OWNERS = ['owner'] as const;
const ORGANISERS = ['owner', 'organiser'] as const;
const TIMERS = [...ORGANISERS, 'timing'] as const;

/** Verb → who may. Installation first, then what is done with one event, then what needs no role. */
export const PERMISSIONS = {
	/** Make, copy and delete events, make keys, settings. */
	'manage-installation': OWNERS,
	/** Make, download and restore backups. */
	'restore-installation': OWNERS,

	invite: ORGANISERS,
	'edit-event': ORGANISERS,
	'edit-campaign': [...ORGANISERS, 'press'],
	/** Names, in lists and results. */
	'see-participants': [...TIMERS, 'check-in', 'safeguarding'],
	/** Addresses, birth dates, guardians. */
	'see-contact': [...ORGANISERS, 'safeguarding'],
	'see-emergency-contact': [...ORGANISERS, 'check-in', 'safeguarding'],
	/** Anybody else opens one by an act of its own, which stands in the audit. */
	'see-medical-note': ['check-in', 'safeguarding'],
	'change-participants': [...ORGANISERS, 'check-in', 'safeguarding'],
	/** Many at once, by a list. */
	'import-participants': ORGANISERS,
	'hand-out-bibs': [...ORGANISERS, 'check-in', 'phone'],
	/** Pair and move phones, start, rule, match. */
	time: TIMERS,
	publish: ORGANISERS,
	/** Change how somebody is shown in public, erase a person. */
	protect: [...ORGANISERS, 'safeguarding'],
	'write-to-participants': ORGANISERS,
	/** Lists with names as files, the archive of an event. */
	export: ORGANISERS,
	/** Without names. */
	'see-desk': ROLES,
	'see-audit': [...ORGANISERS, 'safeguarding'],

	/** A phone for itself, a program for any device. */
	'send-reads': [...TIMERS, 'phone'],
	/** Tell how the phone does. */
	report: ['phone'],
	/** Bibs and codes for judging offline, no names. */
	'see-roster': [...TIMERS, 'check-in', 'phone'],
	/** Who is on the course, by bib. */
	'see-progress': [...ROLES, 'phone'],
	/** How one result came about: a runner the own one. */
	'see-explanation': [...TIMERS, 'check-in', 'safeguarding', 'runner'],
	/** See, change and cancel the own entry. */
	'keep-own-entry': ['runner'],
	/** Public pages, signing in, registering. */
	'see-public': ['public']
} as const satisfies Record<string, readonly Holder[]>;

export type Verb = keyof typeof PERMISSIONS;

/** A role at an event; `event` null: everywhere, as an owner or a key of all events has it. */
export interface HeldRole {
	role: Role;
	event: EventRef | null;
}

export interface EventRef {
	id: string;
	slug: string;
}
