import type { Dated } from './dated';
import { mergeById, mergeDated, mergeFeeds, mergeRows } from './merge-pack';
import type { YamlDocument } from './yaml-document';
import type { Pack, Sections } from './pack-shape';
import type { Sector } from './pack-values';
import type { ParameterName } from './parameter-names';
import { parameterNames } from './parameter-names';
import type { Policy, ScoreGroup } from './policy';
import { brokenReference } from './references';
import type { ReferenceCheck } from './references';
import { fallingRow } from './threshold-order';
import type { ThresholdTable } from './threshold-shape';
import type { Unit } from './units';
import { unevenWeights } from './weight-sum';

export interface PolicyParts {
	readonly code: string;
	readonly pack: Pack;
	readonly own: YamlDocument;
	readonly defaults: Sections;
	readonly base: YamlDocument;
	readonly units: readonly Unit[];
	readonly sha256: string;
}

/**
 * Merges a checked pack with the checked defaults into the policy that the stages read.
 * @throws RiskError POLICY_INVALID when the whole does not hold together: a falling threshold, a missing number.
 */
export function buildPolicy(parts: PolicyParts): Policy {
	const { pack, own, defaults, base, units, sha256 } = parts;
	if (pack.code !== parts.code) {
		throw own.invalid(own.lineOf(['code']), `code 是 '${pack.code}'，与文件名不一致`);
	}
	const levels = [...(pack.levels ?? defaults.levels ?? [])].sort((a, b) => b.severity - a.severity);
	if (levels.map((level) => level.severity).join() !== '3,2,1,0') {
		throw own.invalid(own.lineOf(['levels']), 'levels 要把 3、2、1、0 四个等级各写一次');
	}
	const grey = pack.grey ?? defaults.grey;
	if (grey === undefined) throw missing(own, 'grey');
	refuseBrokenReferences({ document: base, sections: defaults, all: [defaults] });
	refuseBrokenReferences({ document: own, sections: pack, all: [defaults, pack] });
	return {
		code: pack.code,
		name: pack.name,
		shortName: pack.short_name,
		level: pack.level,
		province: pack.province,
		contact: pack.contact ?? null,
		sha256,
		documents: mergeById(defaults.documents, pack.documents),
		levels,
		grey,
		units,
		parameters: mergeParameters(parts),
		thresholds: mergeThresholds(parts),
		labourCostFloors: mergeDated(defaults.labour_cost_floors, pack.labour_cost_floors) as Map<
			Sector,
			Dated<number>[]
		>,
		scoreWeights: mergeWeights(parts),
		feeds: mergeFeeds(defaults.feeds, pack.feeds),
		departments: mergeById(defaults.departments, pack.departments),
		sectors: mergeById(defaults.sectors, pack.sectors),
		projectClasses: mergeById(defaults.project_classes, pack.project_classes),
		// An order of rules is one decision: half of ours and half of theirs would be nobody's.
		routing: pack.routing ?? defaults.routing ?? [],
		clocks: mergeById(defaults.clocks, pack.clocks),
		funds: mergeById(defaults.funds, pack.funds),
		guaranteeLines: mergeById(defaults.guarantee_lines, pack.guarantee_lines),
		triggers: mergeById(defaults.triggers, pack.triggers),
		reports: mergeById(defaults.reports, pack.reports),
		letters: mergeById(defaults.letters, pack.letters),
		penalties: mergeById(defaults.penalties, pack.penalties),
		institutions: mergeById(defaults.institutions, pack.institutions),
		winterWindows: mergeById(defaults.winter_windows, pack.winter_windows)
	};
}

function refuseBrokenReferences(check: ReferenceCheck & { document: YamlDocument }): void {
	const broken = brokenReference(check);
	if (broken === undefined) return;
	throw check.document.invalid(check.document.lineOf(broken.path), broken.reason);
}

function missing(own: YamlDocument, name: string): Error {
	return own.invalid(1, `缺少「${name}」，默认文件里也没有`);
}

function mergeParameters({ pack, own, defaults }: PolicyParts): Policy['parameters'] {
	const merged = mergeDated(defaults.parameters, pack.parameters);
	for (const name of Object.keys(parameterNames)) {
		if ((merged.get(name)?.length ?? 0) === 0) throw missing(own, `parameters.${name}`);
	}
	return Object.fromEntries(merged) as Record<ParameterName, Dated<number>[]>;
}

function mergeThresholds({ pack, own, defaults, base }: PolicyParts): Policy['thresholds'] {
	const tables = new Map<string, ThresholdTable>();
	for (const [indicator, { worse, rows }] of Object.entries(defaults.thresholds ?? {})) {
		const path = ['thresholds', indicator];
		if (worse === undefined) throw base.invalid(base.lineOf(path), `${indicator} 缺少 worse`);
		refuseFalling({ document: base, indicator, table: { worse, rows } });
		tables.set(indicator, { worse, rows });
	}
	for (const [indicator, { worse: ownWorse, rows }] of Object.entries(pack.thresholds ?? {})) {
		const known = tables.get(indicator);
		const worse = ownWorse ?? known?.worse;
		if (worse === undefined || (known === undefined && pack.extends === 'default')) {
			const reason = `指标「${indicator}」在默认文件里没有，可能写错了字`;
			throw own.invalid(own.lineOf(['thresholds'], indicator), reason);
		}
		refuseFalling({ document: own, indicator, table: { worse, rows } });
		const table = { worse, rows: mergeRows(known?.rows ?? [], rows) };
		const falling = fallingRow(table);
		if (falling !== undefined) {
			const line = own.lineOf(['thresholds'], indicator);
			throw own.invalid(line, `指标「${indicator}」与默认阈值合并后，${falling.reason}`);
		}
		tables.set(indicator, table);
	}
	return tables;
}

function refuseFalling(place: { document: YamlDocument; indicator: string; table: ThresholdTable }): void {
	const falling = fallingRow(place.table);
	if (falling === undefined) return;
	const line = place.document.lineOf(['thresholds', place.indicator, 'rows', falling.index]);
	throw place.document.invalid(line, `指标「${place.indicator}」的${falling.reason}`);
}

function mergeWeights({ pack, own, defaults, base }: PolicyParts): Policy['scoreWeights'] {
	const merged = mergeDated(defaults.score_weights, pack.score_weights);
	const weights = Object.fromEntries(merged) as Record<ScoreGroup, Dated<number>[]>;
	const reason = unevenWeights(weights);
	if (reason === undefined) return weights;
	const document = pack.score_weights === undefined ? base : own;
	throw document.invalid(document.lineOf(['score_weights']), reason);
}
