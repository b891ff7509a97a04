import { firstDay, monthOf, type Day } from './days';
import { ordinaryDepartures } from './departures';
import type { Enterprise, Project, Span } from './model';
import { createRandom, type Random } from './random';
import { pickSector, projectName } from './siting';

export interface Unit {
	readonly name: string;
	readonly aliases: readonly string[];
}

const FINISHED_SHARE = 0.3;
const STOPPED_SHARE = 0.03;
const DAYS_A_MONTH = 30.4;
/** Departments are named after the kind of jurisdiction: 区, 县 or 市. */
const LEVEL_NAMES: Readonly<Record<string, string>> = { '410183': '市', '410700': '市', '620724': '县' };

/** The prefix of the names of departments in a jurisdiction. */
export function levelName(jurisdiction: string): string {
	return LEVEL_NAMES[jurisdiction] ?? '区';
}

/** Draws towards the front of a list: the first firms have several projects, most have one or two. */
function pickSkewed<T>(random: Random, list: readonly T[]): T {
	return list[Math.floor(list.length * Math.pow(random.next(), 1.35))]!;
}

interface Dates {
	readonly start: Day;
	readonly plannedEnd: Day;
	readonly actualEnd: Day | null;
	readonly stopDay: Day | null;
}

function projectDates(random: Random, today: Day): Dates {
	const months = (low: number, high: number) => Math.round(random.between(low, high) * DAYS_A_MONTH);
	const length = months(12, 44);
	if (random.chance(FINISHED_SHARE)) {
		const actualEnd = today - months(1, 21);
		const start = actualEnd - length;
		return { start, plannedEnd: actualEnd + months(-2, 2), actualEnd, stopDay: null };
	}
	const start = today - Math.min(months(0.5, 34), length);
	const isStopped = random.chance(STOPPED_SHARE) && today - start > 200;
	return {
		start,
		plannedEnd: Math.max(start + length, today + months(-1, 8)),
		actualEnd: null,
		stopDay: isStopped ? today - months(1.5, 4) : null
	};
}

function payDays(random: Random): { payDay: number; paysNextMonth: boolean; feeDay: number } {
	const paysNextMonth = random.chance(0.85);
	const payDay = paysNextMonth
		? random.pick([10, 12, 15, 15, 18, 20, 20, 25, 25, 28])
		: random.pick([28, 30, 31]);
	return { payDay, paysNextMonth, feeDay: paysNextMonth ? payDay - random.int(4, 7) : random.int(5, 20) };
}

function ownership(random: Random, publicShare: number) {
	if (!random.chance(publicShare)) {
		return {
			projectClass: '社会',
			funding: '社会资金',
			tender: '企业',
			isGovernment: false,
			isStateOwned: false
		};
	}
	const isStateOwned = random.chance(0.25);
	return isStateOwned
		? { projectClass: '国企', funding: '国企自筹', tender: '国企', isGovernment: false, isStateOwned }
		: {
				projectClass: random.chance(0.8) ? '区属' : '市属',
				funding: random.pick(['财政', '财政', '专项债', '专项债', '超长期国债', '中央预算内']),
				tender: random.pick(['行业部门', '行业部门', '街道', '经开区']),
				isGovernment: true,
				isStateOwned
			};
}

/** Drafts the projects of a world; health, stories and contract amounts come after. */
export function draftProjects(
	span: Span,
	count: number,
	firms: readonly Enterprise[],
	units: readonly Unit[]
): Project[] {
	const random = createRandom(span.seed, `projects ${span.jurisdiction}`);
	const owners = firms.filter((firm) => firm.kind === '建设单位');
	const contractors = firms.filter((firm) => firm.kind === '总包');
	const labour = firms.filter((firm) => firm.kind === '劳务');
	const trades = firms.filter((firm) => firm.kind === '专业分包');
	// An owner gives most of its work to the same few contractors, so that trouble stays in families.
	const usual = new Map(owners.map((owner) => [owner, [random.pick(contractors), random.pick(contractors)]]));
	const serials = new Map<number, number>();
	const level = levelName(span.jurisdiction);
	return Array.from({ length: count }, (_, index): Project => {
		const kind = pickSector(random);
		const unit = pickSkewed(random, units);
		const owner = pickSkewed(random, owners);
		const contractor = random.chance(0.7) ? random.pick(usual.get(owner)!) : pickSkewed(random, contractors);
		const dates = projectDates(random, span.today);
		const owned = ownership(random, kind.publicShare);
		const crew = Math.min(130, Math.max(9, Math.round(Math.exp(3.26 + random.normal() * 0.55))));
		const signDay = dates.start - random.int(8, 40);
		const year = Math.floor(monthOf(signDay) / 12);
		const serial = (serials.get(year) ?? 0) + 1;
		serials.set(year, serial);
		const isAlias = unit.aliases.length > 0 && random.chance(0.1);
		return {
			index,
			code: `${span.jurisdiction}-${year}-${String(serial).padStart(4, '0')}`,
			name: projectName(random, unit.name, kind),
			sector: kind.sector,
			status: dates.actualEnd !== null ? '完工' : dates.stopDay !== null ? '停工' : '在建',
			unit: unit.name,
			streetText: isAlias ? random.pick(unit.aliases) : unit.name,
			owner,
			contractor,
			labourFirms: random.chance(0.4) ? [random.pick(labour), random.pick(labour)] : [random.pick(labour)],
			subcontractors: random.chance(0.4) ? [random.pick(trades)] : [],
			signDay,
			startDay: dates.start,
			plannedEnd: dates.plannedEnd,
			actualEnd: dates.actualEnd,
			stopDay: dates.stopDay,
			rate: Math.round(random.between(...kind.rate) * 100) / 100,
			...payDays(random),
			crew,
			...owned,
			department: `${level}${kind.department}`,
			isPresale: kind.sector === '房屋建筑' && owned.projectClass === '社会' && random.chance(0.4),
			winterStop: kind.outdoor && random.chance(span.jurisdiction === '620724' ? 0.6 : 0.15),
			ownerHealth: owner.health,
			contractorHealth: contractor.health,
			departures: ordinaryDepartures(random, owned.isGovernment || owned.isStateOwned, crew),
			story: null,
			contractWan: 0
		};
	});
}

/** The first day from which a project's money and people are told: its start, or that of the span. */
export function toldFrom(project: Project, span: Span): Day {
	return Math.max(project.startDay, firstDay(span.firstMonth));
}

/** The last day on which people work: the day before its end, its stop or today. */
export function toldUntil(project: Project, span: Span): Day {
	return Math.min(project.actualEnd ?? Infinity, project.stopDay ?? Infinity, span.today) - 1;
}
