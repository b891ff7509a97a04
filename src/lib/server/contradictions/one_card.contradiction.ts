import type { ContradictionDefinition } from './definition';

export default {
	id: 'one_card',
	label: { zh: '几个人的工资进了一张卡', en: 'Wages of several on one card' },
	left: { zh: '共用一张卡的人数', en: 'on a shared card' },
	right: { zh: '当月领薪人数', en: 'paid' },
	asks: { zh: '开户银行、人社部门', en: 'the bank, the labour office' },
	feeds: ['payroll'],
	sql: `
		select p.project_code, count(distinct case when c.people > 1 then p.worker_id_no_key end) as left_value,
			count(distinct p.worker_id_no_key) as right_value
		from feed_payroll p
		join (
			select project_code, bank_card_no_key, count(distinct worker_id_no_key) as people from feed_payroll
			where known_to is null and wage_month = cast($month as date) and bank_card_no_key is not null and paid_fen > 0
			group by project_code, bank_card_no_key
		) c on c.project_code = p.project_code and c.bank_card_no_key = p.bank_card_no_key
		where p.known_to is null and p.wage_month = cast($month as date)
		group by p.project_code having count(distinct case when c.people > 1 then p.worker_id_no_key end) > 1`
} satisfies ContradictionDefinition;
