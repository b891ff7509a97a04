import { dayText, firstDay, lastDay, monthOf, type Day } from './days';
import type { Project, Row, Span } from './model';
import { BANKS, GUARANTORS, personName } from './names';
import { phoneNumber } from './ids';
import type { Random } from './random';
import { levelName } from './projects';
import { healthAt } from './health';

/** Threshold of platform onboarding is 300 万元; smaller contracts join now and then. */
const ONBOARDING_WAN = 300;

/** The row of one project in the ledger of building projects. */
export function projectRow(project: Project, span: Span, random: Random): Row {
	const { owner, contractor } = project;
	const pushTrigger = project.signDay + random.int(-5, 5);
	const joins = project.contractWan >= ONBOARDING_WAN || random.chance(0.5);
	const serial = 20_000_000 + project.index * 10;
	return {
		seq_no: project.index + 1,
		project_code: project.code,
		project_name: project.name,
		status: project.status,
		address: `${project.unit}${random.pick(['东', '西', '南', '北', '中'])}部`,
		industry_dept: project.department,
		street: project.streetText,
		resp_person: personName(random, true),
		resp_phone: phoneNumber(serial),
		owner_name: owner.name,
		owner_uscc: owner.uscc,
		owner_manager: personName(random, true),
		owner_phone: phoneNumber(serial + 1),
		gc_name: contractor.name,
		gc_uscc: contractor.uscc,
		gc_manager: personName(random, true),
		gc_phone: phoneNumber(serial + 2),
		contract_amount_wan: project.contractWan,
		remark: project.status === '停工' ? '已报停工' : null,
		sector: project.sector,
		project_class: project.projectClass,
		funding_type: project.funding,
		tender_by: project.tender,
		is_gov_invest: project.isGovernment,
		is_soe: project.isStateOwned,
		is_housing_presale: project.isPresale,
		contract_sign_date: dayText(project.signDay),
		start_date: dayText(project.startDay),
		planned_end: dayText(project.plannedEnd),
		actual_end: project.actualEnd === null ? null : dayText(project.actualEnd),
		labour_fee_rate: project.rate,
		pay_day: project.payDay,
		pay_in_next_month: project.paysNextMonth,
		push_trigger_date: dayText(pushTrigger),
		pushed_at: random.chance(0.02)
			? null
			: dayText(pushTrigger + random.int(0, random.chance(0.85) ? 3 : 12)),
		platform_joined_at: joins ? before(span, project.startDay + random.int(0, 25)) : null,
		lon: null,
		lat: null
	};
}

function before(span: Span, day: Day): string | null {
	return day < span.today ? dayText(day) : null;
}

/** The firms that take part in one project. */
export function partyRows(project: Project): Row[] {
	const end = project.actualEnd === null ? null : dayText(project.actualEnd);
	const row = (uscc: string, role: string, from: Day): Row => ({
		project_code: project.code,
		uscc,
		party_role: role,
		valid_from: dayText(from),
		valid_to: end
	});
	return [
		row(project.owner.uscc, '建设单位', project.signDay),
		row(project.contractor.uscc, '总包', project.signDay),
		...[...new Set(project.labourFirms)].map((firm) => row(firm.uscc, '劳务', project.startDay)),
		...project.subcontractors.map((firm) => row(firm.uscc, '专业分包', project.startDay + 30))
	];
}

/** The persons responsible for one project. */
export function responsibleRows(project: Project, span: Span, random: Random): Row[] {
	const level = levelName(span.jurisdiction);
	const person = (role: string, dept: string, post: string, serial: number): Row => ({
		project_code: project.code,
		role,
		dept,
		post,
		person_name: personName(random, random.chance(0.75)),
		phone: phoneNumber(30_000_000 + project.index * 10 + serial)
	});
	const rows = [
		person('建设单位', project.owner.name, '项目负责人', 0),
		person('行业主管部门', project.department, '科长', 1),
		person('人社部门', `${level}人社局`, '监察员', 2),
		person('分包领导', project.department, '副局长', 3),
		person('具体责任人', project.unit, '干部', 4)
	];
	if (project.story !== null) rows.push(person('包案领导', `${level}政府`, '副职', 5));
	return rows;
}

/** The account number of a project: 19 digits of a bank that is not there. */
export function accountNumber(project: Project): string {
	return `9988${String(project.index + 1).padStart(5, '0')}${project.code.slice(0, 6)}0001`;
}

/** The special wage account of one project. */
export function accountRow(project: Project, span: Span, random: Random): Row {
	const opened = project.signDay + random.int(5, 26);
	const filed = opened + random.int(3, 26);
	const closed = project.actualEnd === null ? null : project.actualEnd + random.int(70, 120);
	const isClosed = closed !== null && closed < span.today && project.story === null;
	const { frozenFrom } = project.departures;
	return {
		project_code: project.code,
		bank_name: random.pick(BANKS),
		account_no: accountNumber(project),
		opened_at: before(span, opened),
		filed_at: before(span, filed),
		status: isClosed ? '注销' : frozenFrom !== null ? '冻结' : '正常',
		closed_at: isClosed ? dayText(closed) : null
	};
}

/** The wage deposit of one project; it stays in force for as long as the world lasts. */
export function depositRow(project: Project, span: Span, random: Random): Row {
	const notice = project.signDay + random.int(1, 5);
	const form = random.pick(['现金', '银行保函', '银行保函', '担保保函', '保险']);
	const rate = random.pick([0.01, 0.015, 0.02]);
	const valid = Math.max(project.plannedEnd, span.today) + 200;
	const returned = project.actualEnd === null ? null : before(span, project.actualEnd + 120);
	return {
		project_code: project.code,
		form,
		agency: random.pick(form === '现金' ? BANKS : GUARANTORS),
		rate,
		amount: Math.round(project.contractWan * rate * 100) * 100,
		waiver: random.chance(0.1) ? '减免' : '无',
		notice_no: `保通〔${Math.floor(monthOf(notice) / 12)}〕${project.index + 1}号`,
		notice_date: before(span, notice),
		lodged_at: before(span, notice + random.int(2, 13)),
		valid_to: form === '现金' ? null : dayText(valid),
		used_amount: 0,
		used_at: null,
		topped_up_at: null,
		returned_at: returned
	};
}

/** The payment guarantee of one project, or none where it was never given. */
export function guaranteeRows(project: Project, span: Span, random: Random): Row[] {
	if (project.departures.guaranteeMissing) return [];
	return [
		{
			project_code: project.code,
			issuer: random.pick(GUARANTORS),
			amount: Math.round(project.contractWan * 0.1 * 100) * 100,
			issued_at: dayText(Math.min(project.signDay + random.int(0, 8), project.startDay - 1)),
			valid_to: dayText(Math.max(project.plannedEnd, span.today) + 180)
		}
	];
}

/** Month-end balances of the supervised presale money of a housing project; it thins as its owner does. */
export function presaleRows(project: Project, span: Span, random: Random): Row[] {
	if (!project.isPresale) return [];
	const rows: Row[] = [];
	const full = project.contractWan * 10_000 * random.between(0.12, 0.25);
	const from = Math.max(span.firstMonth, monthOf(project.startDay) + 2);
	for (let month = from; month <= span.lastMonth; month++) {
		if (project.actualEnd !== null && firstDay(month) > project.actualEnd) break;
		const health = healthAt(project.ownerHealth, span, month);
		const released = project.story === 'presale_strain' && month >= span.lastMonth - 1 ? 180_000 : 0;
		rows.push({
			project_code: project.code,
			as_of: dayText(lastDay(month)),
			balance: Math.round(full * Math.min(1, health * 1.1) * random.between(0.9, 1.1)),
			released_for_wages: released
		});
	}
	return rows;
}
