import { error } from '@sveltejs/kit';
import { chosenOf } from '$lib/domain/filter';
import { parseOrder } from '$lib/domain/table-order';
import { changesSheet } from '$lib/server/queries/changes-sheet';
import { indicatorLabels } from '$lib/server/queries/indicator-labels';
import { changeOrders, tierChanges } from '$lib/server/queries/tier-changes';
import { tierNames } from '$lib/server/queries/tier-names';
import { mostSheetLines, workbook } from '../../workbook';
import { askedChanges } from '../asked-changes';
import type { RequestHandler } from './$types';

/** Every change that the address asks for, not the part that a page shows. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { asked, kind, judged, filter, type } = await askedChanges(locals, url);
	if (!asked || !judged.from || !judged.to) error(404, '所选的两天之间没有可比的变化。');
	const { policy } = locals.app;
	const changes = await tierChanges(locals.reader, {
		...asked,
		kind,
		order: parseOrder(url.searchParams, '', changeOrders),
		from: 0,
		lines: mostSheetLines
	});
	const names = tierNames(policy);
	const narrowed = [
		filter.street && `街道=${chosenOf(filter.street).join('、')}`,
		filter.sector && `行业=${chosenOf(filter.sector).join('、')}`,
		filter.tier && `等级=${names[filter.tier].name}`
	].filter(Boolean);
	const bytes = await changesSheet({
		opening: [
			`${policy.name}${type === 'project' ? '工程项目' : '企业'}等级变化`,
			`筛选：${narrowed.join('，') || '全部'}；共 ${changes.length} 条`,
			`${judged.from} 与 ${judged.to} 两次研判比较；数据版本：第 ${asked.fromRun} 次与第 ${asked.toRun} 次研判`
		],
		changes,
		labels: indicatorLabels(changes.flatMap(({ cause }) => (cause ? [cause.indicator] : []))),
		tierNames: names,
		judged: { from: judged.from, to: judged.to }
	});
	return workbook(bytes, `等级变化_${judged.from}_${judged.to}.xlsx`);
};
