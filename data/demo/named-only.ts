import { addDays } from '$lib/domain/day';
import type { DemoWorld } from './world';

/** A ledger of letters, as an office that knows no project codes keeps it: rows that a person has to match. */
export interface NamedOnly {
	readonly folder: string;
	readonly name: string;
	readonly text: string;
}

const cut = (name: string) => name.replace(/（[^）]*）$/, '');

/** Three letters that name a project without its code: as it is called, nearly so, and one that nobody knows. */
export function lettersByName(world: DemoWorld, today: string): NamedOnly {
	const projects = (world.rows.get('projects') ?? []).filter((row) => row['status'] === '在建');
	const nameOf = (index: number) => String(projects[index]?.['project_name'] ?? '');
	const streetOf = (index: number) => String(projects[index]?.['street'] ?? '');
	const staged = projects.findIndex((row) => /（[^）]*）$/.test(String(row['project_name'])));
	const second = Math.max(0, staged);
	const lines = [
		['LX-001', addDays(today, -2), nameOf(5), streetOf(5), 3],
		['LX-002', addDays(today, -1), cut(nameOf(second)), streetOf(second), 6],
		['LX-003', addDays(today, -1), '老火车站旁边新起的楼', streetOf(second), 1]
	].map(
		([no, day, project, street, workers]) => `${no},来信,${day} 09:30:00,${project},${street},${workers}`
	);
	return {
		folder: '区信访局',
		name: 'clues_来信登记.csv',
		text: `\ufeff线索编号,渠道,接收时间,项目名称,线索属地,涉及人数\r\n${lines.join('\r\n')}\r\n`
	};
}
