import { PageBreak, Paragraph } from 'docx';
import type { Policy } from '../../policies/policy';
import {
	bodyParagraph,
	documentBytes,
	headingParagraph,
	plainParagraph,
	titleParagraph,
	type Children
} from '../documents/page';
import { ruledTable } from '../documents/table';
import { chineseDay } from '../reports/periods';
import type { Meeting } from './meeting-book';
import { agendaKinds, agendaNames, type AgendaItem } from './snapshot';

export const numerals = ['一', '二', '三', '四', '五', '六', '七', '八'];
const wan = (fen: number | null) => (fen === null ? '' : (fen / 1_000_000).toFixed(2));

export function tierWord(policy: Policy, tier: number | null): string {
	return tier === null
		? policy.grey.name
		: (policy.levels.find((level) => level.severity === tier)?.name ?? '');
}

export const promiseText = ({ promise }: AgendaItem) =>
	promise === null
		? '—'
		: `第${promise.meeting_no}期：${promise.decision}（${promise.owner}，${promise.due}前）${promise.kept === null ? '，未核' : promise.kept ? '，已兑现' : '，未兑现'}`;

export const sinceText = ({ snapshot }: Meeting, policy: Policy) => {
	const { counts, counts_before: before } = snapshot;
	const part = (key: 'red' | 'yellow' | 'blue' | 'grey', severity: number | null) => {
		const now = counts[key] ?? 0;
		const change = before === null ? '' : `（较上期${describeChange(now - (before[key] ?? 0))}）`;
		return `${tierWord(policy, severity)} ${now} 个${change}`;
	};
	return `截至${chineseDay(snapshot.scored)}评分：${part('red', 3)}，${part('yellow', 2)}，${part('blue', 1)}，${part('grey', null)}。`;
};

const describeChange = (difference: number) =>
	difference === 0 ? '持平' : difference > 0 ? `增加 ${difference}` : `减少 ${-difference}`;

/** An agenda that is not of everything says so on every paper. */
const limits = ({ snapshot }: Meeting): Children =>
	snapshot.scope === null ? [] : [plainParagraph(`筛选范围　${snapshot.scope}`, { align: 'center' })];

const heading = (meeting: Meeting, policy: Policy, name: string): Children => [
	titleParagraph(`${policy.name}根治欠薪周调度会${name}`),
	plainParagraph(`第 ${meeting.no} 期　　${chineseDay(meeting.date)}`, { align: 'center' }),
	...limits(meeting),
	plainParagraph('')
];

function agendaTables(meeting: Meeting, policy: Policy): Children {
	const kinds = agendaKinds.filter((kind) => meeting.snapshot.items.some((item) => item.kind === kind));
	return kinds.flatMap((kind, index): Children => {
		const items = meeting.snapshot.items.filter((item) => item.kind === kind);
		return [
			headingParagraph(`${numerals[index] ?? ''}、${agendaNames[kind]}（${items.length} 项）`),
			ruledTable(
				[
					{ zh: '序', align: 'center', weight: 4 },
					{ zh: '事项', align: 'left', weight: 20 },
					{ zh: '属地', align: 'left', weight: 10 },
					{ zh: '承办单位', align: 'left', weight: 13 },
					{ zh: '情况', align: 'left', weight: 30 },
					{ zh: '上次决定', align: 'left', weight: 22 }
				],
				items.map((item, place) => [
					String(place + 1),
					item.tier === null ? item.name : `${item.name}（${tierWord(policy, item.tier)}）`,
					item.street ?? '',
					item.unit ?? '',
					[item.fact, item.reasons.join('、')].filter(Boolean).join('；'),
					promiseText(item)
				])
			),
			plainParagraph('')
		];
	});
}

/** What stands under a paper: where the books stood when it was printed. */
const footing = (foot: string | null): Children => (foot === null ? [] : [plainParagraph(foot)]);

/** The agenda: what stands on it and why, what changed since the meeting before. */
export function agendaPaper(
	meeting: Meeting,
	policy: Policy,
	foot: string | null = null
): Promise<Uint8Array> {
	const { gone, before_no } = meeting.snapshot;
	return documentBytes(
		[
			...heading(meeting, policy, '议程'),
			bodyParagraph(sinceText(meeting, policy)),
			...(before_no === null
				? []
				: [
						bodyParagraph(
							`第 ${before_no} 期以来退出议程 ${gone.length} 项${
								gone.length > 0
									? `：${gone
											.map(({ name }) => name)
											.slice(0, 12)
											.join('、')}`
									: ''
							}。`
						)
					]),
			...agendaTables(meeting, policy),
			...footing(foot)
		],
		{ landscape: true }
	);
}

/** The minutes: every decision with its owner and its day. */
export function minutesPaper(
	meeting: Meeting,
	policy: Policy,
	foot: string | null = null
): Promise<Uint8Array> {
	const decided = meeting.decisions;
	const rows = meeting.snapshot.items.flatMap((item) => {
		const own = decided.filter(
			(one) => one.subjectType === item.subject_type && one.subjectCode === item.subject_code
		);
		return own.map((one) => [item.name, one.decision, one.owner, one.due]);
	});
	const open =
		meeting.snapshot.items.length -
		new Set(decided.map((one) => `${one.subjectType} ${one.subjectCode}`)).size;
	return documentBytes([
		...heading(meeting, policy, '纪要'),
		bodyParagraph(sinceText(meeting, policy)),
		bodyParagraph(
			`会议逐项研究 ${meeting.snapshot.items.length} 项，作出决定 ${decided.length} 项${open > 0 ? `，${open} 项未作决定，顺延下期` : ''}。议定事项如下：`
		),
		...(rows.length === 0
			? [bodyParagraph('（会议尚未录入决定）')]
			: [
					ruledTable(
						[
							{ zh: '事项', align: 'left', weight: 26 },
							{ zh: '决定', align: 'left', weight: 36 },
							{ zh: '责任单位和责任人', align: 'left', weight: 22 },
							{ zh: '完成期限', align: 'center', weight: 16 }
						],
						rows.map((row) => row.map(String))
					)
				]),
		plainParagraph(''),
		bodyParagraph('请各责任单位于下次会议前书面反馈。'),
		...footing(foot)
	]);
}

/** Task sheets: a page a unit, with the facts of each item and room for the answer. */
export function taskSheets(meeting: Meeting, policy: Policy): Promise<Uint8Array> {
	const byOwner = new Map<string, { item: AgendaItem; decision: string | null; due: string | null }[]>();
	for (const item of meeting.snapshot.items) {
		const decision = meeting.decisions.findLast(
			(one) => one.subjectType === item.subject_type && one.subjectCode === item.subject_code
		);
		const owner = decision?.owner ?? item.unit ?? '待明确承办单位';
		byOwner.set(owner, [
			...(byOwner.get(owner) ?? []),
			{ item, decision: decision?.decision ?? null, due: decision?.due ?? null }
		]);
	}
	const pages = [...byOwner].flatMap(([owner, tasks], index): Children => [
		...(index === 0 ? [] : [new Paragraph({ children: [new PageBreak()] })]),
		titleParagraph('周调度任务单'),
		plainParagraph(`第 ${meeting.no} 期　　承办单位：${owner}`, { align: 'center' }),
		...limits(meeting),
		plainParagraph(''),
		ruledTable(
			[
				{ zh: '序', align: 'center', weight: 5 },
				{ zh: '事项', align: 'left', weight: 24 },
				{ zh: '情况', align: 'left', weight: 28 },
				{ zh: '会议要求', align: 'left', weight: 23 },
				{ zh: '期限', align: 'center', weight: 14 },
				{ zh: '办理结果', align: 'left', weight: 18 }
			],
			tasks.map(({ item, decision, due }, place) => [
				String(place + 1),
				item.name,
				`${item.fact}${item.unpaid_fen ? `（${wan(item.unpaid_fen)}万元）` : ''}`,
				decision ?? '会上明确',
				due ?? '',
				''
			])
		),
		plainParagraph(''),
		plainParagraph('责任人签字：　　　　　　　　日期：')
	]);
	return documentBytes(
		pages.length > 0 ? pages : [titleParagraph(`${policy.name}周调度任务单`), bodyParagraph('本期没有任务。')]
	);
}
