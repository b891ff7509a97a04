import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import { RiskError } from '$lib/domain/errors';
import type { YamlDocument } from './yaml-document';
import type { Pack } from './pack-shape';
import type { Unit } from './units';
import { unitSpellings } from './units';

const mapShape = z.object({
	units: z.array(
		z.strictObject({
			code: z.string().nullable(),
			name: z.string().min(1),
			kind: z.string().min(1),
			aliases: z.array(z.string()),
			row: z.int(),
			col: z.int()
		})
	)
});

/**
 * The units of a jurisdiction: those of its tile map, plus the aliases and units that the pack adds.
 * @throws RiskError MAP_INVALID when the map file is broken, POLICY_INVALID when two units share a spelling.
 */
export function loadUnits(mapDirectory: string, code: string, pack: Pack, own: YamlDocument): Unit[] {
	const mapped = readMap(join(mapDirectory, `${code}.json`), code);
	for (const name of Object.keys(pack.unit_aliases)) {
		if (mapped.some((unit) => unit.name === name)) continue;
		throw own.invalid(own.lineOf(['unit_aliases'], name), `地图里没有叫「${name}」的单元，别名无处可加`);
	}
	const units = [
		...mapped.map((unit) => ({
			...unit,
			aliases: [...unit.aliases, ...(pack.unit_aliases[unit.name] ?? [])]
		})),
		...pack.more_units
	];
	refuseSharedSpellings(units, own);
	return units;
}

function readMap(path: string, code: string): Unit[] {
	if (!existsSync(path)) return [];
	try {
		return mapShape.parse(JSON.parse(readFileSync(path, 'utf8'))).units;
	} catch (cause) {
		throw new RiskError(
			'MAP_INVALID',
			`示意图文件 ${code}.json 读不出来：内容不是约定的格式。请从原安装包恢复 data/maps/${code}.json。`,
			{ file: path },
			{ cause }
		);
	}
}

function refuseSharedSpellings(units: readonly Unit[], own: YamlDocument): void {
	const owners = new Map<string, string>();
	for (const unit of units) {
		for (const spelling of unitSpellings(unit)) {
			const owner = owners.get(spelling);
			if (owner !== undefined && owner !== unit.name) {
				const section = own.lineOf(['more_units']) > 1 ? ['more_units'] : ['unit_aliases'];
				const reason = `「${spelling}」同时是「${owner}」和「${unit.name}」的名称或别名`;
				throw own.invalid(own.lineOf(section), reason);
			}
			owners.set(spelling, unit.name);
		}
	}
}
