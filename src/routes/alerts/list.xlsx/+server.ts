import { chosenOf } from '$lib/domain/filter';
import { shanghaiDay } from '$lib/domain/clock';
import { alertList } from '$lib/server/queries/alert-list';
import { alertsSheet } from '$lib/server/queries/alerts-sheet';
import { indicatorLabels } from '$lib/server/queries/indicator-labels';
import { tierNames } from '$lib/server/queries/tier-names';
import { mostSheetLines, workbook } from '../../workbook';
import { askedAlerts } from '../asked-alerts';
import type { RequestHandler } from './$types';

/** Every alert that the address asks for, not the part that a page shows. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { filter, states, order } = askedAlerts(url.searchParams);
	const { policy, clock } = locals.app;
	const alerts = await alertList(locals.reader, { filter, states, order, limit: mostSheetLines });
	const names = tierNames(policy);
	const narrowed = [
		filter.street && `街道=${chosenOf(filter.street).join('、')}`,
		filter.sector && `行业=${chosenOf(filter.sector).join('、')}`,
		filter.tier && `等级=${names[filter.tier].name}`,
		filter.q && `搜索=${filter.q}`
	].filter(Boolean);
	const today = shanghaiDay(clock());
	const bytes = await alertsSheet({
		opening: [
			`${policy.name}预警清单`,
			`筛选：${narrowed.join('，') || '全部'}；共 ${alerts.length} 条`,
			`导出日：${today}；等级与金额取最近一次研判`
		],
		alerts,
		labels: indicatorLabels(alerts.flatMap(({ fired }) => fired)),
		tierNames: names
	});
	return workbook(bytes, `预警_${today}.xlsx`);
};
