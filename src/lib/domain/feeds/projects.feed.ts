import type { FeedDefinition } from '../feed';

export default {
	feed: 'projects',
	zh: '在建工程项目台账',
	source: '发改、行业主管部门、街道推送（附件1台账）',
	cadence: 'event',
	key: ['project_code'],
	columns: [
		{ name: 'seq_no', zh: '序号', type: 'integer' },
		{ name: 'project_code', zh: '项目编码', type: 'text', required: true },
		{ name: 'project_name', zh: '项目名称', type: 'text', required: true },
		{ name: 'status', zh: '项目类型', type: 'enum', required: true, values: ['在建', '停工', '完工'] },
		{ name: 'address', zh: '项目所在地址', type: 'text' },
		{ name: 'industry_dept', zh: '所属行业部门', type: 'text' },
		{ name: 'street', zh: '属地街道办事处', type: 'text', required: true },
		{ name: 'resp_person', zh: '负责人', type: 'text', pii: true },
		{ name: 'resp_phone', zh: '联系方式', type: 'text', pii: true },
		{ name: 'owner_name', zh: '建设单位名称', type: 'text' },
		{ name: 'owner_uscc', zh: '建设单位统一社会信用代码', type: 'text' },
		{ name: 'owner_manager', zh: '建设单位项目负责人', type: 'text', pii: true },
		{ name: 'owner_phone', zh: '建设单位联系方式', type: 'text', pii: true },
		{ name: 'gc_name', zh: '施工总单位名称', type: 'text' },
		{ name: 'gc_uscc', zh: '施工总单位统一社会信用代码', type: 'text' },
		{ name: 'gc_manager', zh: '项目经理', type: 'text', pii: true },
		{ name: 'gc_phone', zh: '施工总单位联系方式', type: 'text', pii: true },
		{ name: 'contract_amount_wan', zh: '合同总额（万元）', type: 'money_wan' },
		{ name: 'remark', zh: '备注', type: 'text' },
		{
			name: 'sector',
			zh: '行业领域',
			type: 'enum',
			required: true,
			values: [
				'房屋建筑',
				'市政',
				'交通运输',
				'水利',
				'铁路',
				'民航',
				'农业农村',
				'园林绿化',
				'装饰装修',
				'其他工程'
			]
		},
		{ name: 'project_class', zh: '项目分类', type: 'enum', values: ['区属', '市属', '国企', '社会'] },
		{
			name: 'funding_type',
			zh: '资金来源',
			type: 'enum',
			values: ['财政', '专项债', '超长期国债', '中央预算内', '国企自筹', '社会资金']
		},
		{
			name: 'tender_by',
			zh: '招标主体',
			type: 'enum',
			values: ['行业部门', '街道', '经开区', '国企', '企业']
		},
		{ name: 'is_gov_invest', zh: '政府投资', type: 'boolean' },
		{ name: 'is_soe', zh: '国企项目', type: 'boolean' },
		{ name: 'is_housing_presale', zh: '商品房预售项目', type: 'boolean' },
		{ name: 'contract_sign_date', zh: '合同签订日期', type: 'date' },
		{ name: 'start_date', zh: '开工日期', type: 'date' },
		{ name: 'planned_end', zh: '计划竣工日期', type: 'date' },
		{ name: 'actual_end', zh: '实际竣工日期', type: 'date' },
		{ name: 'labour_fee_rate', zh: '约定人工费比例', type: 'ratio' },
		{ name: 'pay_day', zh: '约定工资支付日', type: 'integer', min: 1, max: 31 },
		{ name: 'pay_in_next_month', zh: '次月支付', type: 'boolean' },
		{ name: 'push_trigger_date', zh: '审批或备案日期', type: 'date' },
		{ name: 'pushed_at', zh: '信息推送日期', type: 'date' },
		{ name: 'platform_joined_at', zh: '平台纳管日期', type: 'date' },
		{ name: 'lon', zh: '经度', type: 'number' },
		{ name: 'lat', zh: '纬度', type: 'number' }
	],
	note: 'The form of 附件1 has two header rows with merged cells and no project code: it must import as it is; the key is then project_name + gc_name.'
} as const satisfies FeedDefinition;
