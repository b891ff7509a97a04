import type { ContradictionDefinition } from './definition';

export default {
	id: 'no_invoice_progress',
	label: { zh: '报了产值，总包没有开票', en: 'Value completed, no invoice' },
	left: { zh: '当月完成产值（元）', en: 'value completed (yuan)' },
	right: { zh: '总包近三月开票（元）', en: 'invoiced in three months (yuan)' },
	asks: { zh: '税务部门、施工总承包单位', en: 'the tax office, the contractor' },
	feeds: ['progress', 'tax'],
	sql: `
		select g.project_code, g.value_fen / 100.0 as left_value, x.invoiced / 100.0 as right_value from (
			select project_code, sum(completed_value_fen) as value_fen from feed_progress
			where known_to is null and period = cast($month as date) group by project_code
		) g join feed_projects p on p.project_code = g.project_code and p.known_to is null
		join (
			select uscc, sum(coalesce(invoice_amount_fen, 0)) as invoiced, count(*) as months from feed_tax
			where known_to is null and month <= cast($month as date) and month > cast($month as date) - 80 group by uscc
		) x on x.uscc = p.gc_uscc
		where g.value_fen > 0 and x.months >= 3 and x.invoiced = 0`
} satisfies ContradictionDefinition;
