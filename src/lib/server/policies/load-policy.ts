import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { RiskError } from '$lib/domain/errors';
import { buildPolicy } from './build-policy';
import { checkYaml } from './check-yaml';
import { loadUnits } from './load-units';
import { parseYaml, policyKind } from './yaml-document';
import { defaultShape, packShape } from './pack-shape';
import type { Policy } from './policy';

/**
 * Reads `<directory>/<code>.yaml`, with `default.yaml` beneath it where the pack says so, and the units of
 * `<directory>/../maps/<code>.json`.
 * @throws RiskError POLICY_MISSING when there is no such pack, POLICY_INVALID with file, line and reason.
 */
export function loadPolicy(code: string, directory = join('data', 'policies')): Policy {
	const packText = readPack(directory, code);
	const own = parseYaml(policyKind, `${code}.yaml`, packText);
	const pack = checkYaml(own, packShape);
	const defaultText = pack.extends === 'default' ? readPack(directory, 'default') : '';
	const base = parseYaml(policyKind, 'default.yaml', defaultText);
	const defaults = pack.extends === 'default' ? checkYaml(base, defaultShape) : {};
	const units = loadUnits(join(directory, '..', 'maps'), code, pack, own);
	const sha256 = createHash('sha256')
		.update(packText)
		.update('\0')
		.update(defaultText)
		.update('\0')
		.update(JSON.stringify(units))
		.digest('hex');
	return buildPolicy({ code, pack, own, defaults, base, units, sha256 });
}

function readPack(directory: string, name: string): string {
	const path = join(directory, `${name}.yaml`);
	if (!/^[0-9a-z-]+$/.test(name) || !existsSync(path)) {
		throw new RiskError(
			'POLICY_MISSING',
			`没有找到政策文件 ${name}.yaml（目录 ${directory}）。请检查辖区代码，或按 docs/write-a-pack.md 新写一份。`,
			{ file: path }
		);
	}
	return readFileSync(path, 'utf8');
}
