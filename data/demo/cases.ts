import { dayText, firstDay, monthOf, type Day } from './days';
import { healthAt } from './health';
import type { Enterprise, LatePay, Project, Row, Span } from './model';
import { createRandom, type Random } from './random';

export interface CaseFile {
	readonly row: Row;
	readonly project: Project | null;
	readonly opened: Day;
	readonly closed: Day | null;
	readonly amount: number;
}

export interface Proceedings {
	readonly cases: CaseFile[];
	readonly petitions: Row[];
	readonly deferrals: Row[];
}

/** Wages late by this much become a case, where the people kept on. */
const CASE_DAYS = 27;
const PETITION_DAYS = 42;
/** The march of the story is recent and still open. */
const MARCHED_DAYS_AGO = 6;
/** One project is not taken up again while its last case is this young. */
const CASE_REST_DAYS = 150;
const CASE_SHARE = 0.4;
/** Of one contractor: three within a year would colour all its projects red, which is left to the stories. */
const LARGEST_CASE_COUNT = 1;

function text(day: Day | null, span: Span): string | null {
	return day !== null && day < span.today ? dayText(day) : null;
}

function openCase(
	span: Span,
	random: Random,
	subject: { project: Project | null; firm: Enterprise },
	facts: { opened: Day; closed: Day | null; workers: number; amount: number }
): CaseFile {
	const { project, firm } = subject;
	const { opened, workers } = facts;
	const closed = facts.closed !== null && facts.closed < span.today ? facts.closed : null;
	const kind = random.pick(['立案', '立案', '立案', '协调', '仲裁调解', '行业处理']);
	const lasts = (closed ?? span.today) - opened;
	const isFormal = kind === '立案';
	const amount = Math.round(facts.amount);
	return {
		project,
		opened,
		closed,
		amount,
		row: {
			case_no: '',
			clue_no: null,
			project_code: project?.code ?? null,
			uscc: firm.uscc,
			case_kind: kind,
			stat_group: project !== null ? '工程建设领域' : firm.industry === '制造业' ? '制造业' : '其他',
			opened_at: dayText(opened),
			closed_at: text(closed, span),
			worker_count: workers,
			migrant_count: project !== null ? workers : Math.round(workers * 0.6),
			amount,
			migrant_amount: project !== null ? amount : Math.round(amount * 0.6),
			verified: true,
			ordered_correct_at: isFormal ? text(opened + random.int(3, 8), span) : null,
			admin_decision_at: isFormal && lasts > 30 ? text(opened + random.int(24, 30), span) : null,
			admin_penalty_at: isFormal && lasts > 60 ? text(opened + random.int(45, 60), span) : null,
			police_transfer_at: isFormal && lasts > 75 && amount > 400_000 ? text(opened + 70, span) : null,
			police_filed_at: isFormal && lasts > 90 && amount > 400_000 ? text(opened + 82, span) : null,
			is_new_form: firm.industry === '快递外卖',
			paid_from:
				closed === null
					? null
					: random.pick(['用人单位', '用人单位', '总包垫付', '建设单位垫付', '应急周转金'])
		}
	};
}

function siteProceedings(span: Span, late: readonly LatePay[], random: Random, out: Proceedings): void {
	const lastCase = new Map<Project, { opened: Day; closed: Day | null }>();
	const casesOf = new Map<Enterprise, number>();
	const petitioned = new Map<Project, number>();
	for (const one of [...late].sort((a, b) => a.due - b.due)) {
		const { project, due, workers } = one;
		const end = Math.min(one.paidDay ?? span.today, span.today);
		const opened = due + CASE_DAYS + random.int(0, 10);
		const last = lastCase.get(project);
		const known = casesOf.get(project.contractor) ?? 0;
		const isRested = last === undefined || opened - last.opened > CASE_REST_DAYS;
		// In a story the wages that stay open end in a case, even soon after one that was settled.
		const isTold = project.story !== null && (isRested || (one.paidDay === null && last?.closed != null));
		const isTaken = isRested && known < LARGEST_CASE_COUNT && random.chance(CASE_SHARE);
		if (opened < end && (isTold || isTaken)) {
			casesOf.set(project.contractor, known + 1);
			const closed = one.paidDay === null ? null : one.paidDay + random.int(2, 9);
			lastCase.set(project, { opened, closed });
			const facts = { opened, closed, workers, amount: one.amount };
			out.cases.push(openCase(span, random, { project, firm: project.contractor }, facts));
		}
		const times = petitioned.get(project) ?? 0;
		const isMarch = project.story === 'presale_strain' && one.paidDay === null && times === 0;
		const planned = due + PETITION_DAYS + random.int(0, 12);
		const marched = isMarch ? Math.min(planned, span.today - MARCHED_DAYS_AGO) : planned;
		const isLong = isMarch
			? marched > due
			: marched < end && workers >= 10 && times < 2 && random.chance(0.45);
		if (isLong) {
			petitioned.set(project, times + 1);
			const isHandled = !isMarch && (span.today - marched > 25 || random.chance(0.6));
			out.petitions.push({
				event_no: `QT${dayText(marched).replaceAll('-', '')}${String(project.index).padStart(4, '0')}`,
				event_date: dayText(marched),
				level: isMarch || random.chance(0.22) ? '市' : '区',
				people: Math.min(workers, random.int(isMarch ? 6 : 4, 16)),
				project_code: project.code,
				uscc: project.contractor.uscc,
				progress_covers_wage: random.chance(0.3),
				handled_at: isHandled ? text(marched + random.int(1, 6), span) : null
			});
		}
		if (due + 12 < end && workers >= 8 && random.chance(0.07)) defer(span, random, one, out.deferrals);
	}
}

function defer(span: Span, random: Random, late: LatePay, rows: Row[]): void {
	const reported = late.due + random.int(2, 10);
	const settleBy = reported + random.int(20, 45);
	rows.push({
		report_no: `YQ${dayText(reported).replaceAll('-', '')}${String(rows.length + 1).padStart(4, '0')}`,
		uscc: late.project.contractor.uscc,
		project_code: late.project.code,
		report_date: dayText(reported),
		reason: random.pick(['建设单位人工费未到位', '资金周转困难', '工程款结算存在争议']),
		worker_count: late.workers,
		arrears_amount: Math.round(late.amount),
		operating_status: random.pick(['正常施工', '部分停工', '经营困难']),
		settle_by: dayText(settleBy),
		settled_at: late.paidDay === null ? null : text(late.paidDay, span)
	});
}

function firmCases(span: Span, firms: readonly Enterprise[], random: Random, out: Proceedings): void {
	for (const firm of firms) {
		if (firm.kind !== '用人单位') continue;
		const from =
			firm.episode === null
				? random.chance(0.1)
					? random.int(span.firstMonth, span.lastMonth)
					: null
				: firm.episode.onset + 3;
		if (from === null || from > span.lastMonth) continue;
		const isIll = healthAt(firm.health, span, from) < 0.5;
		const opened = firstDay(from) + random.int(2, 26);
		const workers = random.int(1, isIll ? 22 : 3);
		const closed = isIll && firm.episode?.recovery === null ? null : opened + random.int(8, 50);
		const facts = { opened, closed, workers, amount: workers * random.int(3_000, 11_000) };
		out.cases.push(openCase(span, random, { project: null, firm }, facts));
	}
}

/** Cases, petitions and deferral reports that follow late wages; `clues` lends each case the clue it grew from. */
export function proceed(
	span: Span,
	firms: readonly Enterprise[],
	late: readonly LatePay[],
	clues: readonly Row[]
): Proceedings {
	const random = createRandom(span.seed, `cases ${span.jurisdiction}`);
	const out: Proceedings = { cases: [], petitions: [], deferrals: [] };
	siteProceedings(span, late, random, out);
	firmCases(span, firms, random, out);
	out.cases.sort((a, b) => a.opened - b.opened);
	out.cases.forEach((file, index) => {
		const { row } = file;
		row.case_no = `AJ${Math.floor(monthOf(file.opened) / 12)}${String(index + 1).padStart(4, '0')}`;
		const before = clues.filter(
			(clue) =>
				clue.validity === '有效' &&
				(row.project_code !== null ? clue.project_code === row.project_code : clue.uscc === row.uscc) &&
				String(clue.received_at) <= `${dayText(file.opened)} 23:59:59`
		);
		row.clue_no = before.at(-1)?.clue_no ?? null;
	});
	return out;
}
