import type { Policy } from '../../policies/policy';
import type { PaperBlock } from '../paper/paper';
import { chineseDay } from '../reports/periods';
import type { Meeting } from './meeting-book';
import { numerals, promiseText, sinceText, tierWord } from './papers';
import { agendaKinds, agendaNames } from './snapshot';

/** The papers of a meeting in one document: agenda, what was decided, and a task list a unit. */
export function packBlocks(meeting: Meeting, policy: Policy): PaperBlock[] {
	const { snapshot, decisions } = meeting;
	const title = (name: string): PaperBlock => ({
		kind: 'title',
		text: `${policy.name}根治欠薪周调度会${name}`,
		under: [`第 ${meeting.no} 期`, chineseDay(meeting.date), snapshot.scope && `筛选范围　${snapshot.scope}`]
			.filter(Boolean)
			.join('　')
	});
	const kinds = agendaKinds.filter((kind) => snapshot.items.some((item) => item.kind === kind));
	const agenda = kinds.flatMap((kind, index): PaperBlock[] => {
		const items = snapshot.items.filter((item) => item.kind === kind);
		return [
			{
				kind: 'heading',
				text: `${numerals[index] ?? ''}、${agendaNames[kind]}（${items.length} 项）`,
				size: 12
			},
			{
				kind: 'table',
				columns: [
					{ head: '序', weight: 4, align: 'center' },
					{ head: '事项', weight: 22 },
					{ head: '属地', weight: 10 },
					{ head: '承办单位', weight: 13 },
					{ head: '情况', weight: 30 },
					{ head: '上次决定', weight: 21 }
				],
				rows: items.map((item, place) => [
					String(place + 1),
					item.tier === null ? item.name : `${item.name}（${tierWord(policy, item.tier)}）`,
					item.street ?? '',
					item.unit ?? '',
					[item.fact, item.reasons.join('、')].filter(Boolean).join('；'),
					promiseText(item)
				])
			}
		];
	});
	const decided = snapshot.items.flatMap((item) =>
		decisions
			.filter((one) => one.subjectType === item.subject_type && one.subjectCode === item.subject_code)
			.map((one) => [item.name, one.decision, one.owner, one.due])
	);
	const byOwner = new Map<string, string[][]>();
	for (const item of snapshot.items) {
		const decision = decisions.findLast(
			(one) => one.subjectType === item.subject_type && one.subjectCode === item.subject_code
		);
		const owner = decision?.owner ?? item.unit ?? '待明确承办单位';
		const tasks = byOwner.get(owner) ?? [];
		tasks.push([
			String(tasks.length + 1),
			item.name,
			item.fact,
			decision?.decision ?? '会上明确',
			decision?.due ?? ''
		]);
		byOwner.set(owner, tasks);
	}
	return [
		title('议程'),
		{ kind: 'text', text: sinceText(meeting, policy), indent: true },
		...(agenda.length > 0 ? agenda : [{ kind: 'text' as const, text: '本期没有议题。', indent: true }]),
		{ kind: 'page' },
		title('纪要'),
		{
			kind: 'table',
			columns: [
				{ head: '事项', weight: 26 },
				{ head: '决定', weight: 36 },
				{ head: '责任单位和责任人', weight: 22 },
				{ head: '完成期限', weight: 13, align: 'center' }
			],
			rows: decided,
			empty: '（会议尚未录入决定）'
		},
		...(byOwner.size === 0 ? [] : [{ kind: 'page' as const }, title('任务单')]),
		...[...byOwner].flatMap(([owner, rows]): PaperBlock[] => [
			{ kind: 'heading', text: owner, size: 11.5 },
			{
				kind: 'table',
				columns: [
					{ head: '序', weight: 5, align: 'center' },
					{ head: '事项', weight: 26 },
					{ head: '情况', weight: 30 },
					{ head: '会议要求', weight: 24 },
					{ head: '期限', weight: 13, align: 'center' }
				],
				rows
			}
		])
	];
}
