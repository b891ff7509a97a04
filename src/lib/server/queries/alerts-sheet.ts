import type { AlertState } from '$lib/domain/alert';
import type { Tier } from '$lib/domain/severity';
import { tierKey, type TierKey } from '$lib/domain/tier-key';
import type { AlertLine } from './alert-list';
import type { IndicatorLabel } from './indicator-labels';
import { inWan, listSheet, moneyFormat, textFormat, type SheetColumn } from './list-sheet';
import type { TierName } from './tier-names';

const stateNames: Readonly<Record<AlertState, string>> = {
	normal: '正常',
	pending: '待确认',
	open: '预警中',
	claimed: '处置中',
	evidence: '待销号',
	closed: '已销号',
	false_alarm: '误报'
};

/** Alerts as a workbook, every one that passes the filter. */
export function alertsSheet(input: {
	readonly opening: readonly string[];
	readonly alerts: readonly AlertLine[];
	readonly labels: Readonly<Record<string, IndicatorLabel>>;
	readonly tierNames: Readonly<Record<TierKey, TierName>>;
}): Promise<Uint8Array> {
	const { alerts, labels, tierNames, opening } = input;
	const named = (tier: number | null) => tierNames[tierKey(tier as Tier)].name;
	const columns: readonly SheetColumn<AlertLine>[] = [
		{ zh: '预警等级', width: 10, format: textFormat, value: ({ level }) => named(level) },
		{ zh: '当前等级', width: 10, format: textFormat, value: ({ tier }) => named(tier) },
		{ zh: '编码', width: 24, format: textFormat, value: ({ code }) => code },
		{ zh: '名称', width: 40, format: textFormat, value: ({ name }) => name },
		{ zh: '街道', width: 14, format: textFormat, value: ({ street }) => street },
		{ zh: '行业', width: 12, format: textFormat, value: ({ sector }) => sector },
		{
			zh: '原因',
			width: 40,
			format: textFormat,
			value: ({ fired }) => fired.map((id) => labels[id]?.zh ?? id).join('、')
		},
		{ zh: '涉及工人（人）', width: 14, format: '0', value: ({ workers }) => workers },
		{ zh: '未付工资（万元）', width: 16, format: moneyFormat, value: ({ unpaidFen }) => inWan(unpaidFen) },
		{ zh: '状态', width: 14, format: textFormat, value: ({ state }) => stateNames[state] },
		{ zh: '认领人', width: 14, format: textFormat, value: ({ owner }) => owner },
		{ zh: '预警日', width: 12, format: textFormat, value: ({ openedOn }) => openedOn },
		{ zh: '再次预警', width: 10, format: textFormat, value: ({ relapsed }) => (relapsed ? '是' : '') },
		{ zh: '暂缓至', width: 12, format: textFormat, value: ({ snoozedUntil }) => snoozedUntil }
	];
	return listSheet({ name: '预警', opening, columns, lines: alerts });
}
