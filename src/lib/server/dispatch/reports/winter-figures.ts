/**
 * Rows behind each figure of the winter form, one line a row and figure: figure, grp, feed, batch_id, row_no, code,
 * value. Totals are sums of these rows and of nothing else, so that a total can never differ from its parts.
 *
 * Readings: a problem is solved on the day its case is closed, and is one where it was verified. Columns 4 and 5 are the
 * kinds 立案 and 协调; the other kinds have sentences of their own below the table. A unit inspected several times
 * counts once, with the people of its latest inspection; it is of 工程建设领域 where a project was inspected.
 */
const inWindow = (column: string) => `${column} between cast($from as date) and cast($to as date)`;

const caseRow = (figure: string, value: string, where: string) => `
	select '${figure}' as figure, stat_group as grp, 'cases' as feed, batch_id, row_no, case_no as code, ${value} as value
	from known_case where ${where}`;

const solved = `verified and ${inWindow('closed_at')}`;
const solvedHere = `${solved} and case_kind in ('立案', '协调')`;

const inspectedUnit = (figure: string, value: string) => `
	select '${figure}', grp, 'inspections', batch_id, row_no, inspection_no, ${value} from latest_inspection where place = 1`;

const ofKind = (item: string, where: string) => [
	caseRow(`${item}.cases`, '1', where),
	caseRow(`${item}.people`, 'coalesce(worker_count, 0)', where),
	caseRow(`${item}.amount`, 'coalesce(amount_fen, 0)', where)
];

const inspectedProject = (item: string, flag: string) => [
	`select '${item}.inspected', '其他情况', 'inspections', batch_id, row_no, project_code, 1
	from inspected_project where place = 1 and ${flag}`,
	`select '${item}.found', '其他情况', 'cases', batch_id, row_no, project_code, 1
	from arrears_project where place = 1 and ${flag}`,
	`select '${item}.amount', '其他情况', 'cases', batch_id, row_no, case_no, coalesce(amount_fen, 0)
	from arrears_project where ${flag}`,
	`select '${item}.people', '其他情况', 'cases', batch_id, row_no, case_no, coalesce(worker_count, 0)
	from arrears_project where ${flag}`
];

const base = `
	with known_case as (select * from feed_cases where known_to is null),
	latest_inspection as (
		select i.batch_id, i.row_no, i.inspection_no, i.staff_count, i.migrant_count,
			case when i.project_code is not null or e.industry = '建筑业' then '工程建设领域'
				when e.industry = '制造业' then '制造业' else '其他' end as grp,
			row_number() over (
				partition by coalesce(i.uscc, p.gc_uscc, i.project_code, i.inspection_no)
				order by i.inspect_date desc, i.inspection_no desc
			) as place
		from feed_inspections i
		left join feed_projects p on p.project_code = i.project_code and p.known_to is null
		left join feed_enterprises e on e.uscc = coalesce(i.uscc, p.gc_uscc) and e.known_to is null
		where i.known_to is null and ${inWindow('i.inspect_date')}
	),
	inspected_project as (
		select i.batch_id, i.row_no, i.project_code, p.is_gov_invest, p.is_soe,
			row_number() over (partition by i.project_code order by i.inspect_date desc, i.inspection_no desc) as place
		from feed_inspections i
		join feed_projects p on p.project_code = i.project_code and p.known_to is null
		where i.known_to is null and ${inWindow('i.inspect_date')}
	),
	arrears_project as (
		select c.batch_id, c.row_no, c.case_no, c.project_code, c.amount_fen, c.worker_count, p.is_gov_invest, p.is_soe,
			row_number() over (partition by c.project_code order by c.opened_at, c.case_no) as place
		from feed_cases c
		join feed_projects p on p.project_code = c.project_code and p.known_to is null
		where c.known_to is null and c.verified and ${inWindow('c.opened_at')}
	)`;

const parts = [
	caseRow('4', '1', `${solved} and case_kind = '立案'`),
	caseRow('5', '1', `${solved} and case_kind = '协调'`),
	caseRow('6', 'coalesce(worker_count, 0)', solvedHere),
	caseRow('7', 'coalesce(migrant_count, 0)', solvedHere),
	caseRow('8', 'coalesce(amount_fen, 0)', solvedHere),
	caseRow('9', 'coalesce(migrant_amount_fen, 0)', solvedHere),
	caseRow('10', '1', inWindow('ordered_correct_at')),
	caseRow('11', '1', inWindow('admin_decision_at')),
	caseRow('12', '1', inWindow('admin_penalty_at')),
	caseRow('13', '1', inWindow('police_transfer_at')),
	caseRow('14', '1', inWindow('police_filed_at')),
	inspectedUnit('1', '1'),
	inspectedUnit('2', 'coalesce(staff_count, 0)'),
	inspectedUnit('3', 'coalesce(migrant_count, 0)'),
	...inspectedProject('gov', 'is_gov_invest'),
	...inspectedProject('soe', 'is_soe'),
	...ofKind('new_form', `${solved} and is_new_form`),
	...ofKind('arbitration', `${solved} and case_kind = '仲裁调解'`),
	...ofKind('court', `${solved} and case_kind = '法院执行'`),
	...ofKind('department', `${solved} and case_kind = '行业处理'`),
	`select 'visits', '其他情况', 'clues', batch_id, row_no, clue_no, 1 from feed_clues
	where known_to is null and channel = '来访' and cast(received_at as date) between cast($from as date) and cast($to as date)`,
	`select 'listed', '其他情况', 'enterprises', batch_id, row_no, uscc, 1 from feed_enterprises
	where known_to is null and is_listed_dishonest`
];

/** Every row of every figure. */
export const winterRows = `${base} ${parts.join(' union all ')}`;

/** Columns of the form: number, header, header above, kind. */
export const winterColumns = [
	['1', '用人单位户数(户)', '检查用人单位情况', 'integer'],
	['2', '涉及职工人数(万人)', '检查用人单位情况', 'wan_people'],
	['3', '其中：农民工人数(万人)', '检查用人单位情况', 'wan_people'],
	['4', '立案(件)', '解决欠薪问题数量', 'integer'],
	['5', '通过协调等非立案方式解决(件)', '解决欠薪问题数量', 'integer'],
	['6', '合计(万人)', '解决欠薪问题涉及人数', 'wan_people'],
	['7', '其中：农民工(万人)', '解决欠薪问题涉及人数', 'wan_people'],
	['8', '合计(万元)', '解决欠薪问题涉及金额', 'wan'],
	['9', '其中：农民工(万元)', '解决欠薪问题涉及金额', 'wan'],
	['10', '责令改正(件)', '行政处理处罚', 'integer'],
	['11', '行政处理决定(件)', '行政处理处罚', 'integer'],
	['12', '行政处罚决定(件)', '行政处理处罚', 'integer'],
	['13', '移送公安机关(件)', '涉嫌犯罪案件', 'integer'],
	['14', '公安机关立案(件)', '涉嫌犯罪案件', 'integer']
] as const;

export const winterGroups = ['工程建设领域', '制造业', '其他'] as const;
