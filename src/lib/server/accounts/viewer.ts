import { localActor, type Actor } from '$lib/domain/actor';
import {
	everything,
	isAllowed,
	roles,
	rowScope,
	type Permission,
	type Role,
	type RowScope
} from '$lib/domain/roles';
import type { Account } from './account';
import type { TokenFacts } from './api-tokens';

/** Who looks at a page: what may be asked and which rows are there. */
export interface Viewer {
	readonly actor: Actor;
	/** Null: whoever sits at the machine itself, before anybody can sign in. */
	readonly role: Role | null;
	readonly scope: RowScope;
	readonly account: Account | null;
	/** The role that a visitor of the demo has put on, as `role` or `role:place`. */
	readonly guise: string | null;
	may(permission: Permission): boolean;
}

/** The machine's own keyboard, where there is no account yet and nobody else can reach the server. */
export const localViewer: Viewer = {
	actor: localActor,
	role: null,
	scope: everything,
	account: null,
	guise: null,
	may: () => true
};

export function viewerOf(account: Account): Viewer {
	return {
		actor: { id: account.id, name: account.name },
		role: account.role,
		scope: rowScope(account.role, account),
		account,
		guise: null,
		may: (permission) => isAllowed(account.role, permission)
	};
}

/** A program with a token: it may look, as its role may, and change nothing. */
export function tokenViewer({ id, name, role, units, sectors }: TokenFacts): Viewer {
	return {
		actor: { id: `token-${id}`, name },
		role,
		scope: rowScope(role, { units, sectors }),
		account: null,
		guise: null,
		may: (permission) => isAllowed(role, permission) && permission.endsWith('.view')
	};
}

/** A role put on in the demo, to see what that person would see. */
export function guisedViewer(guise: string): Viewer {
	const [name = '', place] = guise.split(':');
	const role = roles.find((candidate) => candidate === name);
	if (role === undefined) return localViewer;
	const places = place === undefined ? [] : [place];
	return {
		actor: { id: `demo-${guise}`, name: place ?? name },
		role,
		scope: rowScope(role, { units: places, sectors: places }),
		account: null,
		guise,
		may: (permission) => isAllowed(role, permission)
	};
}
