import { grants, permissions, roles } from '$lib/domain/roles';
import { routeRules } from '$lib/server/accounts/route-rules';
import zh from '$lib/i18n/zh';
import type { RequestHandler } from './$types';

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** The permission matrix and the rule of every route, as a table that an inspector can keep. */
export const GET: RequestHandler = () => {
	const head = ['权限', ...roles.map((role) => zh[`role.${role}`])];
	const rows = permissions.map((permission) => [
		zh[`permission.${permission}`],
		...roles.map((role) => (grants[role].includes(permission) ? '有' : ''))
	]);
	const routes = Object.entries(routeRules).map(([route, rule]) => [
		route,
		rule.look,
		rule.change ?? rule.look
	]);
	const lines = [head, ...rows, [], ['页面', '查看所需权限', '操作所需权限'], ...routes];
	return new Response(`\uFEFF${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('权限表.csv')}`
		}
	});
};
