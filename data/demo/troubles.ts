import { firstDay } from './days';
import { healthCurve } from './health';
import type { Enterprise, Episode, Project, Span } from './model';
import { createRandom, type Random } from './random';

/** How many firms of a kind fall ill, for 300 projects, and when: months count back from the month of today. */
interface Course {
	readonly kind: Enterprise['kind'];
	readonly count: number;
	readonly makes: (random: Random, now: number, first: number) => Episode;
	/** Only firms with this many projects running, so that one illness does not colour half the map. */
	readonly projects: readonly [number, number];
}

const past =
	(fallMonths: number, bottom: number, lasts: number) => (random: Random, now: number, first: number) => {
		const onset = random.int(first + 5, Math.max(first + 6, now - 10));
		return { onset, fallMonths, bottom, recovery: onset + lasts };
	};
const present = (monthsAgo: number, fallMonths: number, bottom: number) => (_: Random, now: number) => ({
	onset: now - monthsAgo,
	fallMonths,
	bottom,
	recovery: null
});

const COURSES: readonly Course[] = [
	{ kind: '建设单位', count: 2, makes: present(7, 4, 0.14), projects: [2, 2] },
	{ kind: '建设单位', count: 2, makes: present(4, 5, 0.3), projects: [2, 3] },
	{ kind: '建设单位', count: 2, makes: present(3, 4, 0.34), projects: [2, 4] },
	{ kind: '建设单位', count: 3, makes: past(3, 0.25, 6), projects: [1, 4] },
	{ kind: '总包', count: 2, makes: present(6, 5, 0.08), projects: [1, 2] },
	{ kind: '总包', count: 3, makes: present(3, 6, 0.34), projects: [2, 4] },
	{ kind: '总包', count: 3, makes: past(3, 0.3, 5), projects: [1, 4] },
	{ kind: '劳务', count: 5, makes: present(5, 5, 0.3), projects: [0, 99] },
	{ kind: '用人单位', count: 10, makes: present(6, 5, 0.12), projects: [0, 0] },
	{ kind: '用人单位', count: 12, makes: present(3, 6, 0.35), projects: [0, 0] },
	{ kind: '用人单位', count: 12, makes: past(3, 0.25, 5), projects: [0, 0] }
];

/** An illness needs something to befall: projects that have run for ten months or more. */
const SEASONED_DAYS = 300;

interface Load {
	all: number;
	running: number;
	seasoned: number;
}

function loads(projects: readonly Project[], span: Span): Map<Enterprise, Load> {
	const counts = new Map<Enterprise, Load>();
	for (const project of projects) {
		for (const firm of [project.owner, project.contractor]) {
			const load = counts.get(firm) ?? { all: 0, running: 0, seasoned: 0 };
			const isRunning = project.status === '在建';
			load.all++;
			if (isRunning) load.running++;
			if (isRunning && span.today - project.startDay >= SEASONED_DAYS) load.seasoned++;
			counts.set(firm, load);
		}
	}
	return counts;
}

/** Decides which firms fall ill and when, and fills in the health of every firm and project. */
export function assignTroubles(span: Span, firms: readonly Enterprise[], projects: readonly Project[]): void {
	const random = createRandom(span.seed, `troubles ${span.jurisdiction}`);
	const loadOf = loads(projects, span);
	const now = span.lastMonth + 1;
	const scale = Math.min(1, projects.length / 300);
	for (const course of COURSES) {
		const [low, high] = course.projects;
		const candidates = firms.filter((firm) => {
			const { all, running, seasoned } = loadOf.get(firm) ?? { all: 0, running: 0, seasoned: 0 };
			const isFree = firm.kind === course.kind && firm.episode === null && firm.level > 0.75;
			return isFree && seasoned >= Math.min(low, 1) && running >= low && running <= high && all <= high + 2;
		});
		for (let i = 0; i < Math.max(1, Math.round(course.count * scale)) && candidates.length > 0; i++) {
			const [firm] = candidates.splice(random.int(0, candidates.length - 1), 1);
			if (firm) firm.episode = course.makes(random, now, span.firstMonth);
		}
	}
	for (const firm of firms)
		firm.health = healthCurve(firm, span, createRandom(span.seed, `health ${firm.uscc}`));
	for (const project of projects) {
		project.ownerHealth = project.owner.health;
		project.contractorHealth = project.contractor.health;
	}
}

/** True where neither the owner nor the contractor of a project is ill at any time of the span. */
export function isSound(project: Project): boolean {
	return project.owner.episode === null && project.contractor.episode === null;
}

/** True for a project that ran in the whole of the last `months` months. */
export function ranFor(project: Project, span: Span, months: number): boolean {
	return project.status === '在建' && project.startDay < firstDay(span.lastMonth + 1 - months);
}
