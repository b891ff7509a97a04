import { dayText, firstDay, lastDay, monthOf, parseDay, springFestivalNear, type Day } from './days';
import { cardNumber, citizenNumber, FICTIONAL_REGIONS, phoneNumber } from './ids';
import type { Enterprise, Project, Row, Span, Stay, Worker } from './model';
import { personName, TRADES } from './names';
import { toldFrom, toldUntil } from './projects';
import { createRandom, type Random } from './random';

const MEAN_STAY_DAYS = 800;
const SHORTEST_STAY_DAYS = 40;
/** A worker who left is not taken on again by the same pool before this, so that no month has two stays. */
const REST_DAYS = 40;
const EARLIEST_BIRTH = parseDay('1964-03-01');
const LATEST_BIRTH = parseDay('2004-12-31');

/** The people of a world: those free again are taken on by later projects. */
export interface WorkerPool {
	readonly workers: Worker[];
	take(random: Random, from: Day): Worker;
}

/** Makes a pool of invented workers with numbers of impossible regions. */
export function createWorkerPool(span: Span): WorkerPool {
	const random = createRandom(span.seed, `workers ${span.jurisdiction}`);
	const workers: Worker[] = [];
	const ids = new Set<string>();
	const invent = (): Worker => {
		for (;;) {
			const isMale = random.chance(0.87);
			const birth = random.int(EARLIEST_BIRTH, LATEST_BIRTH);
			const id = citizenNumber(
				random.pick(FICTIONAL_REGIONS),
				birth,
				random.int(0, 499) * 2 + (isMale ? 1 : 0)
			);
			if (ids.has(id)) continue;
			ids.add(id);
			const serial = workers.length + 1;
			return {
				id,
				name: personName(random, isMale),
				phone: phoneNumber(10_000_000 + serial * 37),
				card: cardNumber(serial * 271),
				freeFrom: -Infinity
			};
		}
	};
	return {
		workers,
		take(using, from) {
			for (let attempt = 0; attempt < 12 && workers.length > 400 && using.chance(0.9); attempt++) {
				const known = workers[using.int(0, workers.length - 1)]!;
				if (known.freeFrom <= from) return known;
			}
			const fresh = invent();
			workers.push(fresh);
			return fresh;
		}
	};
}

/** Days on which a site stands still for the Spring Festival. */
export function festivalStop(day: Day): readonly [Day, Day] | null {
	const festival = springFestivalNear(day);
	return festival === null ? null : [festival - 11, festival + 13];
}

/** The stretches in which a project has people: its whole life, less its winters where it stops in winter. */
function workingStretches(project: Project, from: Day, until: Day): [Day, Day][] {
	if (!project.winterStop) return from <= until ? [[from, until]] : [];
	const stretches: [Day, Day][] = [];
	let at = from;
	for (let year = Math.floor(monthOf(from) / 12) - 1; at <= until; year++) {
		const stop = firstDay(year * 12 + 11) + 9;
		const resume = firstDay((year + 1) * 12 + 2) + 4;
		if (resume <= at) continue;
		if (stop > at) stretches.push([at, Math.min(stop - 1, until)]);
		at = resume;
	}
	return stretches;
}

/** Takes people on and lets them go over the life of a project, place by place. */
export function hireCrew(project: Project, span: Span, pool: WorkerPool, random: Random): Stay[] {
	const from = toldFrom(project, span);
	const until = toldUntil(project, span);
	const stays: Stay[] = [];
	const isOver = project.actualEnd !== null || project.stopDay !== null;
	for (const [start, end] of workingStretches(project, from, until)) {
		const endsForGood = end < until || isOver;
		const wasRunning = start === from && project.startDay < from - 60;
		for (let place = 0; place < project.crew; place++) {
			const ramp = wasRunning
				? -random.int(0, Math.min(300, from - project.startDay - 1))
				: random.int(0, 35);
			const windDown = endsForGood && end - start > 120 ? random.int(0, 30) : 0;
			const trade = random.pick(TRADES);
			const employer = random.chance(0.85) ? random.pick(project.labourFirms) : project.contractor;
			const team = `${trade.trade.replace('工', '')}${random.pick(['一', '二', '三'])}班`;
			let entry = start + ramp;
			while (entry < end - windDown - 5) {
				const stay = SHORTEST_STAY_DAYS + Math.round(-Math.log(1 - random.next()) * MEAN_STAY_DAYS);
				const leaves = Math.min(entry + Math.max(stay, wasRunning ? start - entry + 20 : 0), end - windDown);
				const exit = leaves >= until && !isOver ? null : leaves;
				const worker = pool.take(random, entry);
				worker.freeFrom = exit === null ? Infinity : exit + REST_DAYS;
				stays.push({
					worker,
					employer: employer as Enterprise,
					entry,
					exit,
					dayRate: Math.round(random.int(trade.low, trade.high) / 10) * 10,
					trade: trade.trade,
					team,
					settled: exit === null || exit + 6 >= span.today ? null : exit + random.int(0, 5),
					unsettled: false
				});
				if (exit === null) break;
				entry = exit + random.int(2, 12);
			}
		}
	}
	markUnsettled(project, span, stays, random);
	return stays;
}

/** Leaves the wanted number of recent leavers unsettled; takes people off the site where too few left. */
function markUnsettled(project: Project, span: Span, stays: Stay[], random: Random): void {
	let wanted = project.departures.unsettledLeavers;
	if (wanted === 0) return;
	// Outside the stories they left before the latest payrolls, whose headcount they would otherwise pull down.
	const isTold = project.story === 'finished_unsettled' && project.actualEnd !== null;
	const lastMonth = project.actualEnd === null ? span.lastMonth : monthOf(project.actualEnd);
	const latest = isTold ? project.actualEnd! : lastDay(lastMonth - 2);
	const earliest = isTold ? latest - 40 : firstDay(lastMonth - 4);
	const leave = (stay: Stay) => {
		stay.unsettled = true;
		stay.settled = null;
		wanted--;
	};
	for (const stay of stays) {
		if (wanted > 0 && stay.exit !== null && stay.exit >= earliest && stay.exit <= latest) leave(stay);
	}
	for (const stay of stays) {
		if (wanted === 0) return;
		if (stay.exit !== null || stay.entry > earliest - 20) continue;
		stay.exit = random.int(earliest, latest);
		stay.worker.freeFrom = stay.exit + REST_DAYS;
		leave(stay);
	}
}

/** Rows of the real-name roster of one project. */
export function rosterRows(project: Project, span: Span, stays: readonly Stay[], random: Random): Row[] {
	const { cardShare, contractShare } = project.departures;
	return stays.map((stay) => ({
		project_code: project.code,
		worker_id_no: stay.worker.id,
		worker_name: stay.worker.name,
		phone: stay.worker.phone,
		employer_uscc: stay.employer.uscc,
		trade: stay.trade,
		team: stay.team,
		entry_date: dayText(stay.entry),
		exit_date: stay.exit === null ? null : dayText(stay.exit),
		contract_signed: contractShare === 1 || random.chance(contractShare),
		registered_at: dayText(Math.min(stay.entry, span.today - 1)),
		card_bound: cardShare === 1 || random.chance(cardShare),
		day_rate: stay.dayRate,
		settled_at: stay.settled === null ? null : dayText(stay.settled)
	}));
}
