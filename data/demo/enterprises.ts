import { creditCode, FICTIONAL_REGIONS } from './ids';
import type { Enterprise, Row, Span } from './model';
import { firmName, personName } from './names';
import { createRandom } from './random';

const INDUSTRIES = [
	'制造业',
	'制造业',
	'制造业',
	'采矿业',
	'住宿餐饮',
	'批发零售',
	'快递外卖',
	'居民服务',
	'其他'
];
/** Owners that always pay a little late: enough for a blue mark now and then. */
const SLUGGISH_SHARE = 0.12;

/** How many firms of each kind go with `projectCount` projects: 900 for 300. */
function firmCounts(projectCount: number): [Enterprise['kind'], number][] {
	const of = (share: number) => Math.max(3, Math.round(projectCount * share));
	return [
		['建设单位', of(0.23)],
		['总包', of(0.3)],
		['专业分包', of(0.2)],
		['劳务', of(0.37)],
		['用人单位', of(1.9)]
	];
}

/** Invents the firms of a world; health is filled in once their troubles are known. */
export function inventEnterprises(
	span: Span,
	projectCount: number,
	streets: readonly string[]
): Enterprise[] {
	const random = createRandom(span.seed, `enterprises ${span.jurisdiction}`);
	const taken = new Set<string>();
	const firms: Enterprise[] = [];
	for (const [kind, count] of firmCounts(projectCount)) {
		for (let i = 0; i < count; i++) {
			const industry =
				kind === '用人单位' ? random.pick(INDUSTRIES) : kind === '建设单位' ? '其他' : '建筑业';
			const isSluggish = kind === '建设单位' && random.chance(SLUGGISH_SHARE);
			firms.push({
				uscc: creditCode(random.pick(FICTIONAL_REGIONS), firms.length + 1),
				name: firmName(random, kind === '用人单位' ? industry : kind, taken),
				kind,
				industry,
				street: random.pick(streets),
				legalRep: personName(random, random.chance(0.8)),
				capitalWan: random.pick([200, 500, 800, 1000, 2000, 5000]) * (kind === '总包' ? 4 : 1),
				staff: Math.round(8 + Math.exp(random.normal() * 0.8 + (kind === '总包' ? 3.6 : 3.1))),
				level: isSluggish ? random.between(0.62, 0.68) : random.between(0.8, 0.97),
				discipline: random.next(),
				episode: null,
				isQuiet: false,
				health: new Float64Array(0)
			});
		}
	}
	return firms;
}

/** Rows of the register of firms, as it stands today. */
export function enterpriseRows(span: Span, firms: readonly Enterprise[]): Row[] {
	const random = createRandom(span.seed, 'enterprise rows');
	return firms.map((firm) => {
		const now = firm.health[firm.health.length - 1] ?? 1;
		const isIll = now < 0.4;
		const grade = isIll
			? now < 0.25
				? 'D'
				: 'C'
			: random.chance(0.25)
				? 'A'
				: random.chance(0.04)
					? 'C'
					: 'B';
		return {
			uscc: firm.uscc,
			name: firm.name,
			enterprise_type: firm.kind,
			industry: firm.industry,
			street: firm.street,
			legal_rep: firm.legalRep,
			registered_capital_wan: firm.capitalWan,
			reg_status: now < 0.15 ? '经营异常' : '存续',
			credit_grade: grade,
			is_key_monitored: isIll || random.chance(0.02),
			is_listed_dishonest: now < 0.12,
			staff_count: firm.staff,
			migrant_count: Math.round(firm.staff * (firm.industry === '建筑业' ? 0.7 : 0.4))
		};
	});
}
