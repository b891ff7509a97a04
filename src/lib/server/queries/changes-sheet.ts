import type { TierChange } from '$lib/domain/tier-change';
import type { TierKey } from '$lib/domain/tier-key';
import type { IndicatorLabel } from './indicator-labels';
import { inWan, listSheet, moneyFormat, textFormat, type SheetColumn } from './list-sheet';
import type { TierName } from './tier-names';

const kindNames: Readonly<Record<TierChange['kind'], string>> = {
	rose: '等级上升',
	new: '新进入红黄蓝',
	greyed: '变为无法判断',
	ungreyed: '恢复判断',
	fell: '等级下降',
	gone: '不再在册'
};

/** What changed between two judgements as a workbook, every line of it. */
export function changesSheet(input: {
	readonly opening: readonly string[];
	readonly changes: readonly TierChange[];
	readonly labels: Readonly<Record<string, IndicatorLabel>>;
	readonly tierNames: Readonly<Record<TierKey, TierName>>;
	readonly judged: { readonly from: string; readonly to: string };
}): Promise<Uint8Array> {
	const { changes, labels, tierNames, judged, opening } = input;
	const named = (tier: TierKey | null) => (tier ? tierNames[tier].name : '未研判');
	const columns: readonly SheetColumn<TierChange>[] = [
		{ zh: '变化', width: 14, format: textFormat, value: ({ kind }) => kindNames[kind] },
		{ zh: judged.from, width: 12, format: textFormat, value: ({ before }) => named(before) },
		{ zh: judged.to, width: 12, format: textFormat, value: ({ after }) => named(after) },
		{ zh: '编码', width: 24, format: textFormat, value: ({ code }) => code },
		{ zh: '名称', width: 40, format: textFormat, value: ({ name }) => name },
		{ zh: '街道', width: 14, format: textFormat, value: ({ street }) => street },
		{ zh: '行业', width: 12, format: textFormat, value: ({ sector }) => sector },
		{
			zh: '主要原因',
			width: 24,
			format: textFormat,
			value: ({ cause }) => (cause ? (labels[cause.indicator]?.zh ?? cause.indicator) : '')
		},
		{ zh: '原值', width: 12, format: 'General', value: ({ cause }) => cause?.before ?? null },
		{ zh: '现值', width: 12, format: 'General', value: ({ cause }) => cause?.after ?? null },
		{ zh: '原涉及工人（人）', width: 14, format: '0', value: ({ workersBefore }) => workersBefore },
		{ zh: '现涉及工人（人）', width: 14, format: '0', value: ({ workersAfter }) => workersAfter },
		{
			zh: '原未付工资（万元）',
			width: 16,
			format: moneyFormat,
			value: ({ unpaidBeforeFen }) => inWan(unpaidBeforeFen)
		},
		{
			zh: '现未付工资（万元）',
			width: 16,
			format: moneyFormat,
			value: ({ unpaidAfterFen }) => inWan(unpaidAfterFen)
		}
	];
	return listSheet({ name: '等级变化', opening, columns, lines: changes });
}
