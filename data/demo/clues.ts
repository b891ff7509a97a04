import { firstDay, monthOf, monthText, timeText, type Day, type Month } from './days';
import { healthAt } from './health';
import { phoneNumber } from './ids';
import type { Enterprise, LatePay, Project, Row, Span } from './model';
import { createRandom, type Random } from './random';

const CHANNELS = [
	'全国平台',
	'全国平台',
	'全国平台',
	'省级平台',
	'12345',
	'12345',
	'12345',
	'12333',
	'110',
	'信访',
	'来访',
	'来访',
	'来信',
	'网络舆情',
	'上级交办',
	'日常巡查'
];
/** Clues that have nothing to do with trouble, a month, for 300 projects: most of an office's post. */
const CHATTER_A_MONTH = 16;
/** Wages late by this much make people call. */
const CALLING_DAYS = 13;

interface Draft {
	readonly day: Day;
	readonly seconds: number;
	readonly row: Row;
}

interface Complaint {
	readonly project: Project | null;
	readonly firm: Enterprise | null;
	readonly street: string | null;
	readonly workers: number;
	readonly amount: number;
	readonly from: Month;
	readonly to: Month;
	readonly validity: string;
}

function contentOf(complaint: Complaint): string {
	const where = complaint.project?.name ?? complaint.firm?.name ?? '某装修工地（反映人说不清单位名称）';
	const trade = complaint.project === null ? '职工' : '班组';
	const span =
		complaint.from === complaint.to
			? `${(complaint.from % 12) + 1}月`
			: `${(complaint.from % 12) + 1}月至${(complaint.to % 12) + 1}月`;
	return `反映${where}拖欠${trade}${complaint.workers}人${span}工资约${Math.round(complaint.amount)}元。`;
}

function draftClue(complaint: Complaint, day: Day, random: Random): Draft {
	const channel = random.pick(CHANNELS);
	const seconds = random.int(28_000, 64_000);
	const isPetition = channel === '信访';
	return {
		day,
		seconds,
		row: {
			clue_no: '',
			channel,
			received_at: timeText(day, seconds),
			project_code: complaint.project?.code ?? null,
			uscc: complaint.project === null ? (complaint.firm?.uscc ?? null) : complaint.project.contractor.uscc,
			street: complaint.street,
			nature: '拖欠工资',
			category: complaint.project !== null ? '工程建设' : (complaint.firm?.industry ?? '工程建设'),
			reporter_phone: random.chance(0.92) ? phoneNumber(random.int(40_000_000, 99_999_999)) : null,
			worker_count: complaint.workers,
			amount: Math.round(complaint.amount),
			wage_from: monthText(complaint.from),
			wage_to: monthText(complaint.to),
			content: contentOf(complaint),
			petition_level: isPetition ? (random.chance(0.8) ? '区' : '市') : null,
			is_group: complaint.workers >= 5,
			validity: complaint.validity
		}
	};
}

/** What is known of a clue's worth: the newest are still being looked into. */
function validityOn(day: Day, span: Span, random: Random, validShare: number): string {
	if (span.today - day < 6 && random.chance(0.7)) return '待核';
	return random.chance(validShare) ? '有效' : '无效';
}

function wageClues(late: LatePay, span: Span, random: Random): Draft[] {
	const { project, due, month, workers } = late;
	const end = Math.min(late.paidDay ?? span.today, span.today);
	if (end - due < CALLING_DAYS) return [];
	const drafts: Draft[] = [];
	const callers = Math.min(3, 1 + Math.floor(workers / 14));
	for (let i = 0; i < callers; i++) {
		const day = due + CALLING_DAYS + random.int(0, 12) + i * 9;
		if (day >= end) break;
		const count = Math.max(
			1,
			Math.min(workers, i === 0 ? random.int(1, 4) : Math.round(workers * random.between(0.2, 0.5)))
		);
		const amount = (late.amount / workers) * count;
		const validity = validityOn(day, span, random, 0.95);
		const street = project.streetText;
		drafts.push(
			draftClue(
				{ project, firm: null, street, workers: count, amount, from: month, to: month, validity },
				day,
				random
			)
		);
	}
	return drafts;
}

function firmClues(firm: Enterprise, span: Span, random: Random): Draft[] {
	if (firm.kind !== '用人单位' || firm.episode === null) return [];
	const drafts: Draft[] = [];
	for (let month = firm.episode.onset + 2; month <= span.lastMonth + 1; month++) {
		if (healthAt(firm.health, span, month) > 0.45 || !random.chance(0.6)) continue;
		const day = firstDay(month) + random.int(3, 26);
		if (day >= span.today) continue;
		const workers = random.int(1, Math.max(2, Math.min(18, Math.round(firm.staff * 0.3))));
		const validity = validityOn(day, span, random, 0.9);
		const amount = workers * random.int(3_500, 9_000);
		drafts.push(
			draftClue(
				{
					project: null,
					firm,
					street: firm.street,
					workers,
					amount,
					from: month - 2,
					to: month - 1,
					validity
				},
				day,
				random
			)
		);
	}
	return drafts;
}

function chatter(
	span: Span,
	projects: readonly Project[],
	firms: readonly Enterprise[],
	random: Random
): Draft[] {
	const drafts: Draft[] = [];
	const employers = firms.filter((firm) => firm.kind === '用人单位');
	const count = Math.max(1, Math.round((CHATTER_A_MONTH * projects.length) / 300));
	for (let month = span.firstMonth; month <= span.lastMonth + 1; month++) {
		// More people ask for their money in the two months before the Spring Festival.
		const isWinter = month % 12 === 11 || month % 12 === 0;
		for (let i = 0; i < count * (isWinter ? 1.6 : 1); i++) {
			const day = firstDay(month) + random.int(0, 27);
			if (day >= span.today) continue;
			const draw = random.next();
			const running = projects.filter((one) => one.startDay < day - 60 && (one.actualEnd ?? Infinity) > day);
			const project = draw < 0.25 && running.length > 0 ? random.pick(running) : null;
			const firm = project === null && draw < 0.8 ? random.pick(employers) : null;
			const isAway = draw > 0.92;
			const workers = random.chance(0.75) ? 1 : random.int(2, 3);
			const validity = isAway ? '非本辖区' : validityOn(day, span, random, project === null ? 0.5 : 0.35);
			const street = project?.streetText ?? firm?.street ?? null;
			const amount = workers * random.int(1_500, 8_000);
			drafts.push(
				draftClue(
					{ project, firm, street, workers, amount, from: month - 1, to: month - 1, validity },
					day,
					random
				)
			);
		}
	}
	return drafts;
}

/** All clues of a world in the order received: calls that follow late wages, and the ordinary post. */
export function clueRows(
	span: Span,
	projects: readonly Project[],
	firms: readonly Enterprise[],
	late: readonly LatePay[]
): Row[] {
	const random = createRandom(span.seed, `clues ${span.jurisdiction}`);
	const drafts = [
		...late.flatMap((one) => wageClues(one, span, random)),
		...firms.flatMap((firm) => firmClues(firm, span, random)),
		...chatter(span, projects, firms, random)
	].sort((a, b) => a.day - b.day || a.seconds - b.seconds);
	const serials = new Map<Month, number>();
	for (const { day, row } of drafts) {
		const month = monthOf(day);
		const serial = (serials.get(month) ?? 0) + 1;
		serials.set(month, serial);
		row.clue_no = `XS${monthText(month).replace('-', '')}${String(serial).padStart(4, '0')}`;
	}
	return drafts.map((draft) => draft.row);
}
