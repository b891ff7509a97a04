import { chosenOf } from '$lib/domain/filter';
import { columnsOf, usualColumns, type ColumnKey, type ListKind, type ListView } from '$lib/domain/list-view';
import type { RankedSubject } from '$lib/domain/ranked-subject';
import type { TierKey } from '$lib/domain/tier-key';
import { inWan as wan, listSheet, moneyFormat, textFormat, type SheetColumn } from './list-sheet';
import type { SubjectPage } from './subject-page';
import type { TierName } from './tier-names';

export interface SheetInput {
	readonly kind: ListKind;
	readonly view: ListView;
	readonly list: SubjectPage;
	/** Name of the jurisdiction. */
	readonly place: string;
	readonly tierNames: Readonly<Record<TierKey, TierName>>;
}

interface Column extends Omit<SheetColumn<RankedSubject>, 'value'> {
	readonly value: (
		subject: RankedSubject,
		input: SheetInput
	) => ReturnType<SheetColumn<RankedSubject>['value']>;
}

const text = textFormat;

/** Finding that decided, in the words of the list. */
function reasonOf({ fired, leadValue }: RankedSubject, { list }: SheetInput): string {
	const label = list.labels[fired[0] ?? ''];
	if (!label) return '';
	if (leadValue === null || label.unit === 'flag') return label.zh;
	const value = label.unit === 'ratio' ? `${Math.floor(leadValue * 1000 + 0.5) / 10}%` : String(leadValue);
	return `${label.zh} ${value}`;
}

const columns: Readonly<Record<ColumnKey, Column>> = {
	reason: { zh: '主要原因', width: 30, format: text, value: reasonOf },
	street: { zh: '街道', width: 14, format: text, value: ({ street }) => street },
	sector: { zh: '行业', width: 12, format: text, value: ({ sector }) => sector },
	contractor: { zh: '施工总承包单位', width: 30, format: text, value: ({ contractor }) => contractor },
	owner: { zh: '建设单位', width: 30, format: text, value: ({ owner }) => owner },
	status: { zh: '状态', width: 10, format: text, value: ({ status }) => status },
	kind: { zh: '企业类型', width: 14, format: text, value: ({ kind }) => kind },
	grade: { zh: '诚信等级', width: 10, format: text, value: ({ grade }) => grade },
	workers: { zh: '涉及工人（人）', width: 14, format: '0', value: ({ workers }) => workers },
	unpaid: {
		zh: '未付工资（万元）',
		width: 16,
		format: moneyFormat,
		value: ({ unpaidFen }) => wan(unpaidFen)
	},
	contract: {
		zh: '合同额（万元）',
		width: 14,
		format: moneyFormat,
		value: ({ contractFen }) => wan(contractFen)
	},
	short_on: { zh: '首个可能断流的发薪日', width: 20, format: text, value: ({ shortOn }) => shortOn },
	score: { zh: '风险分', width: 10, format: '0.0', value: ({ score }) => score },
	priority: { zh: '处置优先度', width: 12, format: '0.0', value: ({ priority }) => priority }
};

const fixed: readonly Column[] = [
	{ zh: '等级', width: 8, format: text, value: ({ tier }, { tierNames }) => tierNames[tier].name },
	{
		zh: '一周前',
		width: 8,
		format: text,
		value: ({ before }, { tierNames }) => (before ? tierNames[before].name : '新增')
	},
	{ zh: '编码', width: 24, format: text, value: ({ code }) => code },
	{ zh: '名称', width: 40, format: text, value: ({ name }) => name }
];

/** What the list is narrowed to, in words. */
function narrowed({ view: { filter, group }, tierNames }: SheetInput): string {
	const parts = [
		filter.street && `街道=${chosenOf(filter.street).join('、')}`,
		filter.sector && `行业=${chosenOf(filter.sector).join('、')}`,
		filter.tier && `等级=${tierNames[filter.tier].name}`,
		filter.q && `搜索=${filter.q}`,
		group && `分组=${{ street: '街道', sector: '行业', contractor: '总包' }[group]}`
	].filter(Boolean);
	return parts.length > 0 ? parts.join('，') : '全部';
}

/**
 * A list as a workbook: numbers of things as text, money in 万元 as a number, and above it what it was narrowed to,
 * the day and the run that it shows. Nothing in it is taken for a formula.
 */
export function subjectSheet(input: SheetInput): Promise<Uint8Array> {
	const { list, view, kind, place } = input;
	const chosen = view.columns ?? usualColumns[kind];
	const shown = [
		...fixed,
		...columnsOf[kind].filter((key) => chosen.includes(key)).map((key) => columns[key])
	];
	const title = kind === 'project' ? '工程项目' : '企业';
	const known = view.filter.knownAt ? `；按 ${view.filter.knownAt.replace('T', ' ')} 时已知` : '';
	const opening = [
		`${place}${title}研判清单`,
		`筛选：${narrowed(input)}；共 ${list.total} 条`,
		`研判日：${list.asOf}；数据版本：第 ${list.runId} 次研判（${list.scoredAt}）${known}`
	];
	return listSheet({
		name: title,
		opening,
		columns: shown.map(({ value, ...column }) => ({
			...column,
			value: (subject: RankedSubject) => value(subject, input)
		})),
		lines: list.subjects
	});
}
