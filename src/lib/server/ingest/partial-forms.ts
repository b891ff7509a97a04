import type { FeedDefinition } from '$lib/domain/feed';

/**
 * Columns that a form of the office does not print but that the feed needs, as SQL over the trimmed
 * texts `t_…` of the same row. The form 附件1 has no project code and no sector.
 */
export interface DerivedColumn {
	readonly column: string;
	readonly sql: string;
}

const sectorByDepartment: readonly (readonly [pattern: string, sector: string])[] = [
	['%住建%', '房屋建筑'],
	['%住房%', '房屋建筑'],
	['%交通%', '交通运输'],
	['%水利%', '水利'],
	['%水务%', '水利'],
	['%农业%', '农业农村'],
	['%园林%', '园林绿化'],
	['%城市管理%', '市政'],
	['%城管%', '市政'],
	['%铁路%', '铁路'],
	['%民航%', '民航']
];

const withoutBrackets = (text: string) => `translate(coalesce(${text}, ''), '（）() 　', '')`;

/** How the code of a project begins that came without one and is not known by name. */
export const provisional = 'LS-';

/** The code of a project that came without one: its own if name and contractor are known, else a provisional one. */
const codeByName = `coalesce(
	(select min(p.project_code) from feed_projects p
		where p.known_to is null
			and ${withoutBrackets('p.project_name')} = ${withoutBrackets('t_project_name')}
			and ${withoutBrackets('p.gc_name')} = ${withoutBrackets('t_gc_name')}),
	case when t_project_name is not null then '${provisional}' || upper(substr(sha256(
		${withoutBrackets('t_project_name')} || '|' || ${withoutBrackets('t_gc_name')}), 1, 10)) end)`;

const sectorOfDepartment = `case ${sectorByDepartment
	.map(([pattern, sector]) => `when t_industry_dept like '${pattern}' then '${sector}'`)
	.join(' ')} else '其他工程' end`;

/** What must be derived because the file does not have it; empty for a file that has every required column. */
export function derivedColumns(feed: FeedDefinition, has: (column: string) => boolean): DerivedColumn[] {
	if (feed.feed !== 'projects' || has('project_code')) return [];
	const derived = [{ column: 'project_code', sql: codeByName }];
	if (!has('sector')) derived.push({ column: 'sector', sql: sectorOfDepartment });
	return derived;
}
