import type { Permission } from '$lib/domain/roles';

/** What a route asks for: to look, and to change. `public` asks for nothing, not even a sign-in. */
export interface RouteRule {
	readonly look: Permission | 'public';
	/** As `look` where it is not given. */
	readonly change?: Permission | 'public';
}

/** Rules by the beginning of a route; the longest that fits holds. A route without a rule is closed. */
export const routeRules: Readonly<Record<string, RouteRule>> = {
	'/healthz': { look: 'public' },
	'/readyz': { look: 'public' },
	'/preferences': { look: 'public' },
	'/sign-in': { look: 'public' },
	'/sign-out': { look: 'public' },
	'/setup': { look: 'public' },
	'/account': { look: 'own.account' },
	'/permissions': { look: 'own.account' },
	'/users': { look: 'user.manage' },
	'/tokens': { look: 'user.manage' },
	'/roles': { look: 'role.assign' },
	'/audit': { look: 'audit.read' },
	'/': { look: 'board.view' },
	'/leader.pdf': { look: 'board.view' },
	'/events': { look: 'board.view' },
	'/search': { look: 'board.view' },
	'/start': { look: 'data.operate' },
	'/tour': { look: 'board.view' },
	'/screen': { look: 'board.view' },
	'/timeline': { look: 'board.view', change: 'case.act' },
	'/map-data': { look: 'data.operate' },
	'/projects': { look: 'board.view', change: 'case.act' },
	'/enterprises': { look: 'board.view', change: 'case.act' },
	'/changes': { look: 'board.view' },
	'/compare': { look: 'board.view' },
	'/views': { look: 'board.view' },
	'/streets': { look: 'board.view' },
	'/known': { look: 'board.view', change: 'case.act' },
	'/sectors': { look: 'board.view' },
	'/runway': { look: 'board.view' },
	'/analysis': { look: 'board.view' },
	'/contradictions': { look: 'board.view' },
	'/related': { look: 'board.view' },
	'/glossary': { look: 'board.view' },
	'/catalogue': { look: 'board.view' },
	'/calendar': { look: 'board.view', change: 'data.operate' },
	'/pack': { look: 'board.view' },
	'/rules/trials': { look: 'rule.approve' },
	'/rules': { look: 'board.view', change: 'rule.approve' },
	'/reports': { look: 'board.view' },
	'/bulletins': { look: 'board.view', change: 'meeting.run' },
	'/people': { look: 'personal.reveal' },
	'/reveal': { look: 'personal.reveal' },
	'/retention': { look: 'data.operate' },
	'/releases': { look: 'personal.release' },
	'/backups': { look: 'data.operate' },
	'/health': { look: 'data.operate' },
	'/attachments': { look: 'board.view', change: 'case.act' },
	'/letters': { look: 'board.view', change: 'case.act' },
	'/meetings': { look: 'board.view', change: 'meeting.run' },
	'/campaign': { look: 'board.view' },
	'/clues': { look: 'board.view', change: 'case.act' },
	'/cases': { look: 'board.view', change: 'case.act' },
	'/triggers': { look: 'board.view', change: 'case.act' },
	'/tasks': { look: 'board.view', change: 'case.act' },
	'/notices': { look: 'data.view', change: 'data.operate' },
	'/alerts': { look: 'board.view', change: 'case.act' },
	'/exemptions': { look: 'board.view', change: 'case.act' },
	'/operations': { look: 'data.view', change: 'data.operate' },
	'/quarantine': { look: 'data.view', change: 'data.operate' },
	'/quarantine/workbook.xlsx': { look: 'data.operate', change: 'personal.reveal' },
	'/batches': { look: 'data.view', change: 'data.operate' },
	'/upload': { look: 'data.operate' },
	'/mappings': { look: 'data.view', change: 'data.operate' },
	'/matching': { look: 'data.view', change: 'data.operate' },
	'/sources': { look: 'data.view', change: 'data.operate' },
	'/runs': { look: 'data.view', change: 'data.operate' },
	'/supply': { look: 'data.view', change: 'data.operate' },
	'/feeds': { look: 'data.view' },
	'/metrics': { look: 'data.view' },
	'/dev': { look: 'board.view' },
	'/api/v1': { look: 'board.view' }
};

const fits = (prefix: string, route: string) =>
	prefix === route || (prefix !== '/' && route.startsWith(`${prefix}/`));

/** The rule of a route; undefined where nobody made one. */
export function ruleOf(route: string): RouteRule | undefined {
	const longest = Object.keys(routeRules)
		.filter((prefix) => fits(prefix, route))
		.sort((a, b) => b.length - a.length)[0];
	return longest === undefined ? undefined : routeRules[longest];
}

/** What a request to a route asks for; undefined closes it. */
export function asked(route: string, method: string): Permission | 'public' | undefined {
	const rule = ruleOf(route);
	if (rule === undefined) return undefined;
	return method === 'GET' || method === 'HEAD' ? rule.look : (rule.change ?? rule.look);
}
