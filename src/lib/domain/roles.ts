/** What a person may be; one role a person. The three administrators of 等保 exclude each other that way. */
export const roles = [
	'leadership',
	'analyst',
	'street_handler',
	'department_handler',
	'secretary',
	'administrator',
	'system_admin',
	'security_admin',
	'audit_admin'
] as const;

export type Role = (typeof roles)[number];

/** What a route or an act asks of a person. */
export const permissions = [
	'board.view',
	'data.view',
	'data.operate',
	'case.act',
	'meeting.run',
	'rule.approve',
	'personal.reveal',
	'personal.release',
	'user.manage',
	'role.assign',
	'audit.read',
	'own.account'
] as const;

export type Permission = (typeof permissions)[number];

const everyone: readonly Permission[] = ['own.account'];

/** The permission matrix; a page shows it as it stands here. */
export const grants: Readonly<Record<Role, readonly Permission[]>> = {
	leadership: [...everyone, 'board.view', 'rule.approve', 'personal.release'],
	analyst: [
		...everyone,
		'board.view',
		'data.view',
		'data.operate',
		'case.act',
		'meeting.run',
		'rule.approve',
		'personal.reveal',
		'personal.release'
	],
	street_handler: [...everyone, 'board.view', 'case.act', 'personal.reveal', 'personal.release'],
	department_handler: [...everyone, 'board.view', 'case.act', 'personal.reveal', 'personal.release'],
	secretary: [...everyone, 'board.view', 'case.act', 'meeting.run'],
	administrator: [
		...everyone,
		'board.view',
		'data.view',
		'data.operate',
		'user.manage',
		'role.assign',
		'audit.read'
	],
	system_admin: [...everyone, 'data.view', 'data.operate', 'user.manage'],
	security_admin: [...everyone, 'role.assign'],
	audit_admin: [...everyone, 'audit.read']
};

/** Which rows a person may see; null: all of them. */
export interface RowScope {
	/** Units of the pack, by name. */
	readonly units: readonly string[] | null;
	/** Sectors, as feeds name them. */
	readonly sectors: readonly string[] | null;
}

export const everything: RowScope = { units: null, sectors: null };

/** Rows are limited by place for a street, by sector for a department. */
export const limitedBy: Readonly<Partial<Record<Role, keyof RowScope>>> = {
	street_handler: 'units',
	department_handler: 'sectors'
};

/** The rows of a person: a limited role without a place or sector sees none, never all. */
export function rowScope(
	role: Role,
	given: { units: readonly string[]; sectors: readonly string[] }
): RowScope {
	const limit = limitedBy[role];
	if (limit === undefined) return everything;
	return { ...everything, [limit]: given[limit] };
}

export const isAllowed = (role: Role, permission: Permission): boolean => grants[role].includes(permission);
