import { fourParties } from '$lib/domain/system-item';
import { ledger, type LedgerColumn } from './ledger';
import { maskOf } from './masked';
import { upTo } from './periods';
import type { ReportDefinition } from './report';

const parts = fourParties.map((role, place) => {
	const alias = `r${place}`;
	const person = maskOf(alias, 'person_name', `n${place}`);
	const phone = maskOf(alias, 'phone', `h${place}`);
	return {
		role,
		pick: `${alias}.dept as dept${place}, ${alias}.post as post${place}, ${person.pick} as person${place}, ${phone.pick} as phone${place}`,
		join: `left join feed_responsible_persons ${alias} on ${alias}.project_code = p.project_code and ${alias}.known_to is null
				and ${alias}.role = '${role}'
			${person.join}
			${phone.join}`
	};
});

/** 四方责任人 of every active project, 高台县意见 二(一)2; a blank is a party that nobody named. */
export default {
	id: 'responsible_persons',
	zh: '四方责任人登记表',
	period: upTo,
	build: (context) =>
		ledger(context, {
			title: '在建项目四方责任人登记表',
			columns: [
				{ zh: '项目名称', kind: 'text', from: 'project_name', width: 30 },
				{ zh: '属地', kind: 'text', from: 'street', width: 14 },
				...fourParties.flatMap((role, place): LedgerColumn[] => [
					{ zh: '单位', kind: 'text', from: `dept${place}`, under: role, width: 20 },
					{ zh: '职务', kind: 'text', from: `post${place}`, under: role, width: 12 },
					{ zh: '姓名', kind: 'text', from: `person${place}`, under: role, width: 10 },
					{ zh: '联系方式', kind: 'text', from: `phone${place}`, under: role, width: 15 }
				])
			],
			sql: `select p.project_name, p.street, ${parts.map(({ pick }) => pick).join(', ')}
			from feed_projects p
			${parts.map(({ join }) => join).join('\n')}
			where p.known_to is null and p.status <> '完工'
			order by p.street, p.project_name, p.project_code`,
			closing: ['姓名和联系方式已脱敏；空白为尚未明确的责任方。']
		})
} satisfies ReportDefinition;
