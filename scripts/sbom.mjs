// The bill of materials (CycloneDX, JSON) of what is installed to run the product, and the check of dependencies against
// floors that were set by hand: npm run sbom [-- FILE]. Nothing is asked of the network.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { root } from './checkout.mjs';

const file = resolve(process.argv[2] ?? join(root, 'reports', 'sbom.cdx.json'));
const text = execFileSync(
	'npm',
	['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'],
	{ cwd: root, encoding: 'utf8', maxBuffer: 64 * 2 ** 20, stdio: ['ignore', 'pipe', 'ignore'] }
);
const bill = JSON.parse(text);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, JSON.stringify(bill, null, 2));
console.log(`${bill.components.length} 个组件已写入 ${file}`);

const { floors } = JSON.parse(readFileSync(join(root, 'scripts', 'dependency-floors.json'), 'utf8'));
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const numbers = (version) => version.split(/[.\-+]/).map((part) => Number.parseInt(part, 10) || 0);
const isOlder = (version, floor) => {
	const [a, b] = [numbers(version), numbers(floor)];
	for (let place = 0; place < 3; place += 1)
		if ((a[place] ?? 0) !== (b[place] ?? 0)) return (a[place] ?? 0) < (b[place] ?? 0);
	return false;
};
let below = 0;
for (const [path, { version }] of Object.entries(lock.packages)) {
	const name = path.split('node_modules/').at(-1) ?? '';
	for (const { least, why } of floors[name] ?? []) {
		// A floor speaks of its own main line only: 5.0.0 says nothing of 4.9.9.
		if (numbers(version)[0] !== numbers(least)[0] || !isOlder(version, least)) continue;
		below += 1;
		console.error(`${path} ${version} 低于 ${least}：${why}`);
	}
}
console.log(below === 0 ? '没有组件低于已知的安全下限' : `${below} 个组件低于安全下限，请升级后再部署`);
process.exit(below === 0 ? 0 : 1);
