import { ledger } from './ledger';
import { maskOf } from './masked';
import { upTo } from './periods';
import type { ReportDefinition } from './report';

const masks = [
	maskOf('p', 'resp_person', 'resp_person_value'),
	maskOf('p', 'resp_phone', 'resp_phone_value'),
	maskOf('p', 'owner_manager', 'owner_manager_value'),
	maskOf('p', 'owner_phone', 'owner_phone_value'),
	maskOf('p', 'gc_manager', 'gc_manager_value'),
	maskOf('p', 'gc_phone', 'gc_phone_value')
];

/** 附件1 of 中政办规〔2025〕1号, as printed; persons are masked. */
export default {
	id: 'project_ledger',
	zh: '在建工程项目信息推送台账',
	period: upTo,
	build: (context) =>
		ledger(context, {
			title: `${context.policy.name.replace(/^.*市(?=.)/, '')}在建工程项目信息推送台账`,
			columns: [
				{ zh: '项目名称', kind: 'text', from: 'project_name', width: 30 },
				{ zh: '项目类型（在建、停工）', kind: 'text', from: 'status', width: 10 },
				{ zh: '项目所在地址', kind: 'text', from: 'address', width: 24 },
				{ zh: '所属行业部门', kind: 'text', from: 'industry_dept', width: 16 },
				{ zh: '属地街道办事处', kind: 'text', from: 'street', width: 14 },
				{ zh: '负责人', kind: 'text', from: 'resp_person', width: 9 },
				{ zh: '联系方式', kind: 'text', from: 'resp_phone', width: 14 },
				{ zh: '名称', under: '建设单位', kind: 'text', from: 'owner_name', width: 26 },
				{ zh: '项目负责人', under: '建设单位', kind: 'text', from: 'owner_manager', width: 10 },
				{ zh: '联系方式', under: '建设单位', kind: 'text', from: 'owner_phone', width: 14 },
				{ zh: '名称', under: '施工总单位', kind: 'text', from: 'gc_name', width: 26 },
				{ zh: '项目经理', under: '施工总单位', kind: 'text', from: 'gc_manager', width: 10 },
				{ zh: '联系方式', under: '施工总单位', kind: 'text', from: 'gc_phone', width: 14 },
				{ zh: '合同总额（万元）', kind: 'wan', from: 'contract_fen', width: 14 },
				{ zh: '备注', kind: 'text', from: 'remark', width: 14 }
			],
			sql: `select p.project_name, p.status, p.address, p.industry_dept, p.street, p.owner_name, p.gc_name,
				p.contract_amount_fen as contract_fen, p.remark, ${masks
					.map(({ pick }) => `${pick} as ${pick.replace('_value.mask', '')}`)
					.join(', ')}
				from feed_projects p ${masks.map(({ join }) => join).join(' ')}
				where p.known_to is null and p.status in ('在建', '停工')
				order by p.street, p.project_code`,
			closing: ['备注：个人姓名与联系方式为脱敏显示；需要完整信息时按权限逐条查看。']
		})
} satisfies ReportDefinition;
