import { z } from 'zod';
import { contradictions } from '../../../contradictions/registry';
import type { NoticeKind, Occurrence } from './kind';

const row = z.object({
	kind: z.string(),
	project_code: z.string(),
	month: z.string(),
	day: z.string(),
	name: z.string().nullable(),
	street: z.string().nullable(),
	sector: z.string().nullable()
});

export default {
	id: 'contradiction_found',
	about: 'contradiction',
	label: { zh: '矛盾信号', en: 'Contradiction' },
	when: {
		zh: '一个项目出现两个不能同时为真的信号；每个项目、每种、每个工资月通知一次。',
		en: 'Two signals about a project cannot both be right; told once a project, kind and wage month.'
	},
	async find({ reader, since }) {
		const rows = await reader.read(
			`select c.kind, c.project_code, strftime(c.month, '%Y-%m') as month, cast(min(c.as_of) as varchar) as day,
				max(p.project_name) as name, max(p.street) as street, max(p.sector) as sector
			from contradiction c
			left join feed_projects p on p.project_code = c.project_code and p.known_to is null
			group by c.kind, c.project_code, c.month having min(c.as_of) >= cast($since as date)
			order by c.kind, c.project_code, c.month`,
			{ since },
			row
		);
		return rows.flatMap((one): Occurrence[] => {
			const words = contradictions.get(one.kind);
			if (words === undefined) return [];
			return [
				{
					key: `${one.kind}/${one.project_code}/${one.month}`,
					projectCode: one.project_code,
					street: one.street,
					sector: one.sector,
					level: 1,
					title: one.name ?? one.project_code,
					words: `${one.month} ${words.label.zh}，请${words.asks.zh}核对`,
					path: `/projects/${encodeURIComponent(one.project_code)}`,
					day: one.day
				}
			];
		});
	}
} satisfies NoticeKind;
