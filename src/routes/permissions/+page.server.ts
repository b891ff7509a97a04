import { grants, limitedBy, permissions, roles } from '$lib/domain/roles';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({
	roles: roles.map((role) => ({
		role,
		permissions: grants[role],
		rows: grants[role].includes('board.view') ? (limitedBy[role] ?? 'all') : 'none'
	})),
	all: permissions
});
