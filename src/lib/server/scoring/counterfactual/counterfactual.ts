import type { Counterfactual, InBothLanguages, Obstacle, RemedyStep } from '$lib/domain/counterfactual';
import { indicators } from '$lib/server/indicators/registry';
import type { Policy } from '$lib/server/policies/policy';
import type { Warehouse } from '$lib/server/warehouse/warehouse';
import type { RunView } from '../day-templates';
import type { Rulebook } from '../judge';
import { notEnough, obstacleRules } from './obstacles';
import { remedies } from './registry';
import { openSandbox, type Option, type Sandbox, type TrialResult } from './sandbox';
import { smallestSet } from './search';
import { foundSentence, todoSentence } from './sentence';

export interface CounterfactualRequest {
	readonly project: string;
	/** The tier that is to be left: 3 asks for what is below red. */
	readonly below: number;
	readonly run: RunView;
}

/** Copies that are judged at a time: many share the cost of one judging, too many would fill the memory. */
const copiesAtATime = 64;
/** Sums are tried in so many steps, twice, and rounded up to 100 yuan. */
const sumSteps = 16;
const roundedTo = 10_000;

const isBelow = ({ tier }: TrialResult, below: number) => tier !== null && tier < below;

const englishTiers = ['normal', 'blue', 'yellow', 'red'];

/** Name of a tier: the pack's in Chinese, ours in English. */
export function tierIn(policy: Policy, tier: number): InBothLanguages {
	const level = policy.levels.find(({ severity }) => severity === tier);
	return { zh: level?.name ?? String(tier), en: englishTiers[tier] ?? String(tier) };
}

async function tryAll(sandbox: Sandbox, trials: readonly (readonly Option[])[]): Promise<TrialResult[]> {
	const results: TrialResult[] = [];
	for (let from = 0; from < trials.length; from += copiesAtATime)
		results.push(...(await sandbox.try(trials.slice(from, from + copiesAtATime))));
	return results;
}

/**
 * The smallest set of remedies that brings a project below a tier, worked out on a copy beside the database: nobody
 * waits for it and nothing is written. Every answer was judged; sums that can be less are made as small as does.
 */
export async function counterfactual(
	warehouse: Warehouse,
	rules: Rulebook,
	request: CounterfactualRequest
): Promise<Counterfactual> {
	return warehouse.aside(async (tx) => {
		const sandbox = await openSandbox(tx, rules, request);
		const { base, options } = sandbox;
		const { below } = request;
		if (base.tier === null || base.tier < below) return { kind: 'below_already', tier: base.tier };
		const byKey = new Map(options.map((option) => [option.key, option]));
		const optionsIn = (set: Iterable<string>) => [...set].map((key) => byKey.get(key)!);
		const found = await smallestSet(
			[...byKey.keys()],
			async (sets) => (await tryAll(sandbox, sets.map(optionsIn))).map((result) => isBelow(result, below)),
			(key) => byKey.get(key)?.amountFen ?? 0
		);
		if (!found) return nothingHelps(sandbox, rules.policy, base.tier, below);
		const chosen = await withLeastSums(sandbox, optionsIn(found.set), below);
		const [after] = await sandbox.try([chosen]);
		if (!after || after.tier === null || !isBelow(after, below))
			throw new TypeError(`the set that was found for ${request.project} does not do it`);
		const steps = chosen.map(stepOf);
		return {
			kind: 'found',
			tierBefore: base.tier,
			tierAfter: after.tier,
			clauseAfter: after.clause,
			steps,
			sentence: foundSentence(steps, tierIn(rules.policy, after.tier)),
			isSmallest: found.isSmallest
		};
	});
}

function stepOf({ remedy, month, amountFen, people }: Option): RemedyStep {
	const actor = remedies.get(remedy)?.actor ?? 'contractor';
	return { remedy, month: month?.slice(0, 7) ?? null, amountFen, people, actor };
}

/** Makes each sum that may be less as small as still does it. */
async function withLeastSums(sandbox: Sandbox, chosen: readonly Option[], below: number): Promise<Option[]> {
	let kept = [...chosen];
	for (const option of chosen) {
		const { amountFen, leastFen } = option;
		if (amountFen === null || leastFen === null || leastFen >= amountFen) continue;
		let [low, high] = [leastFen, amountFen];
		for (let round = 0; round < 2; round += 1) {
			const width = (high - low) / sumSteps;
			const sums = Array.from({ length: sumSteps }, (_, step) =>
				Math.min(high, Math.ceil((low + width * step) / roundedTo) * roundedTo)
			).filter((sum) => sum > 0);
			const trials = sums.map((sum) =>
				kept.map((other) => (other.key === option.key ? { ...other, amountFen: sum } : other))
			);
			const does = (await tryAll(sandbox, trials)).map((result) => isBelow(result, below));
			// The first sum from which on every larger one does it too.
			let first = sums.length;
			while (first > 0 && does[first - 1]) first -= 1;
			[low, high] = [sums[first - 1] ?? low, sums[first] ?? high];
		}
		kept = kept.map((other) => (other.key === option.key ? { ...other, amountFen: high } : other));
	}
	return kept;
}

/** The fewest things after which nothing holds the project in its tier but what nobody can undo. */
async function worthDoing(sandbox: Sandbox, everything: TrialResult): Promise<Option[]> {
	const { options, base } = sandbox;
	const stays = new Set(everything.fired);
	const isDone = ({ tier, fired }: TrialResult) =>
		tier === everything.tier && fired.every((indicator) => stays.has(indicator));
	if (isDone(base)) return [];
	const byKey = new Map(options.map((option) => [option.key, option]));
	const optionsIn = (set: Iterable<string>) => [...set].map((key) => byKey.get(key)!);
	const found = await smallestSet(
		[...byKey.keys()],
		async (sets) => (await tryAll(sandbox, sets.map(optionsIn))).map(isDone),
		(key) => byKey.get(key)?.amountFen ?? 0
	);
	return found ? optionsIn(found.set) : [];
}

async function nothingHelps(
	sandbox: Sandbox,
	policy: Policy,
	tierBefore: number,
	below: number
): Promise<Counterfactual> {
	const [after = sandbox.base] =
		sandbox.options.length > 0 ? await sandbox.try([sandbox.options]) : [sandbox.base];
	const steps = (await worthDoing(sandbox, after)).map(stepOf);
	const obstacles: Obstacle[] = [];
	for (const id of after.fired) {
		const rule = obstacleRules[id] ?? { why: notEnough, until: null };
		const [row] = rule.until === null ? [] : await sandbox.ask(rule.until);
		const until = row?.['until'];
		obstacles.push({
			indicator: id,
			name: indicators.get(id)?.label ?? { zh: id, en: id },
			why: rule.why,
			until: typeof until === 'string' ? until : null
		});
	}
	const named = (lang: 'zh' | 'en') =>
		obstacles
			.map(({ name, why, until }) =>
				lang === 'zh'
					? `${name.zh}（${why.zh}${until ? `，最迟 ${until} 移出统计期` : ''}）`
					: `${name.en} (${why.en}${until ? `; counted until ${until} at the latest` : ''})`
			)
			.join(lang === 'zh' ? '、' : ', ');
	const target = tierIn(policy, below);
	return {
		kind: 'nothing_helps',
		tierBefore,
		tierAfter: after.tier ?? tierBefore,
		obstacles,
		steps,
		sentence: {
			zh: `清单里的办法全部做到，仍不能降到${target.zh}以下：${named('zh')}。${todoSentence(steps).zh}`,
			en: `With everything on the list done it does not fall below ${target.en}: ${named('en')}. ${todoSentence(steps).en}`
		}
	};
}
