import type { ContradictionDefinition } from './definition';

export default {
	id: 'insured_too_few',
	label: { zh: '参保的远少于领工资的', en: 'Far fewer insured than paid' },
	left: { zh: '用人单位参保人数', en: 'insured' },
	right: { zh: '当月领薪人数', en: 'paid' },
	asks: { zh: '用人单位、社保经办机构', en: 'the employer, social insurance' },
	feeds: ['payroll', 'social_insurance'],
	sql: `
		select p.project_code, min(s.insured) as left_value, sum(p.people) as right_value from (
			select project_code, employer_uscc, count(distinct worker_id_no_key) as people from feed_payroll
			where known_to is null and wage_month = cast($month as date) and employer_uscc is not null group by project_code, employer_uscc
		) p join (
			select uscc, insured_count as insured, row_number() over (partition by uscc order by month desc) as place
			from feed_social_insurance where known_to is null and month <= cast($month as date) and insured_count is not null
		) s on s.uscc = p.employer_uscc and s.place = 1
		where p.people >= 20 and s.insured * 10 < p.people group by p.project_code`
} satisfies ContradictionDefinition;
