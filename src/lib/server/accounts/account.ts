import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { roles, type Role } from '$lib/domain/roles';

/** A person who may sign in. */
export interface Account {
	readonly id: string;
	readonly username: string;
	/** As shown beside acts. */
	readonly name: string;
	readonly role: Role;
	readonly units: readonly string[];
	readonly sectors: readonly string[];
	readonly disabled: boolean;
	readonly secondFactor: boolean;
	readonly mustChangePassword: boolean;
	readonly passwordSetAt: string;
}

/** What is said of a person who is to have an account. */
export interface NewAccount {
	readonly username: string;
	readonly name: string;
	readonly role: Role;
	readonly units: readonly string[];
	readonly sectors: readonly string[];
	readonly password: string;
}

/** A list that stands in one column, as JSON. */
const listColumn = z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text)));

/** Columns that say what somebody may do, and where. */
export const reachColumns = { role: z.enum(roles), units: listColumn, sectors: listColumn };

const profileShape = z.object({
	user_id: z.string(),
	username: z.string(),
	name: z.string(),
	...reachColumns,
	disabled: z.number(),
	must_change: z.number(),
	password_set_at: z.string(),
	second_factor: z.number().nullable()
});

/** SQL of every account, one a person. */
export const selectProfile = `select p.user_id, u.username, u.name, p.role, p.units, p.sectors, p.disabled, p.must_change,
	p.password_set_at, u.twoFactorEnabled as second_factor from profile p join user u on u.id = p.user_id`;

/** An account, from a row of `selectProfile`. */
export function accountOf(row: unknown): Account {
	const found = profileShape.parse(row);
	return {
		id: found.user_id,
		username: found.username,
		name: found.name,
		role: found.role,
		units: found.units,
		sectors: found.sectors,
		disabled: found.disabled === 1,
		secondFactor: found.second_factor === 1,
		mustChangePassword: found.must_change === 1,
		passwordSetAt: found.password_set_at
	};
}

/** A limited role without a place or sector would see nothing. @throws RiskError SCOPE_MISSING */
export function requireScope({ role, units, sectors }: Pick<NewAccount, 'role' | 'units' | 'sectors'>): void {
	if (role === 'street_handler' && units.length === 0)
		throw new RiskError('SCOPE_MISSING', '街道办件人须选定至少一个街道，请选择后再保存。');
	if (role === 'department_handler' && sectors.length === 0)
		throw new RiskError('SCOPE_MISSING', '行业部门办件人须选定至少一个行业，请选择后再保存。');
}

/** Letters of any script, digits, dot, dash, underscore. */
export const isUsername = (text: string) => /^[\p{L}\p{N}._-]{2,40}$/u.test(text);
