import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Stop, appNode, checkNode, endWith, root, runQuietly, toolEnv } from './checkout.mjs';
import { ensureInstalled } from './install.mjs';

const vitestReport = join(root, 'reports', 'vitest.json');
const playwrightReport = join(root, 'reports', 'playwright.json');

/**
 * In this order, the cheapest first; `steps` run one after the other and all of them count as one check. Neighbours that
 * only read run at the same time, and say what they have to say when they are done.
 */
const stages = [
	{
		name: 'types',
		onlyReads: true,
		steps: [['svelte-check', '--tsconfig', './tsconfig.json']]
	},
	{
		name: 'lint',
		onlyReads: true,
		steps: [
			['prettier', '--check', '--log-level', 'warn', '.'],
			['eslint', '.']
		]
	},
	{
		name: 'boundaries',
		onlyReads: true,
		steps: [['depcruise', '--config', '.dependency-cruiser.cjs', 'src', 'jobs', 'data']]
	},
	{
		name: 'unit',
		steps: [['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`]],
		report: vitestReport,
		count: countVitest
	},
	{ name: 'build', steps: [['node', 'scripts/build.mjs']] },
	{
		name: 'browser',
		before: ensureBrowser,
		steps: [['playwright', 'test']],
		report: playwrightReport,
		count: countPlaywright
	}
];

await main().catch(endWith);

async function main() {
	checkNode();
	const { chosen, rest } = choose(process.argv.slice(2));
	await ensureInstalled((line) => console.log(line));
	mkdirSync(join(root, 'reports'), { recursive: true });
	const total = { passed: 0, failed: 0 };
	const lines = [];
	if (chosen.some(({ onlyReads }) => onlyReads)) await run(['svelte-kit', 'sync']);
	for (const group of besideEachOther(chosen)) {
		const done = group.map((stage) => timed(stage, rest, group.length > 1));
		for (const [index, stage] of group.entries()) {
			console.log(`\n=== ${stage.name} ===`);
			const { passed, failed, took, said } = await done[index];
			if (said) console.log(said.trimEnd());
			total.passed += passed;
			total.failed += failed;
			lines.push(
				`${failed ? '✘' : '✔'} ${stage.name.padEnd(10)} ${passed} passed, ${failed} failed, ${took} s`
			);
			console.log(lines.at(-1));
		}
	}
	console.log(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
	process.exitCode = total.failed ? 1 : 0;
}

/** `npm test -- unit tests/unit/x.test.ts`: names of stages, then arguments for the last of them. @throws Stop */
function choose(args) {
	const names = stages.map((stage) => stage.name);
	const firstOther = args.findIndex((arg) => !names.includes(arg));
	const asked = firstOther < 0 ? args : args.slice(0, firstOther);
	const rest = firstOther < 0 ? [] : args.slice(firstOther);
	if (rest.length && !asked.length)
		throw new Stop(`没有名为 ${rest[0]} 的检查：可选 ${names.join('、')}，例如 npm test -- unit`);
	return { chosen: asked.length ? stages.filter((stage) => asked.includes(stage.name)) : stages, rest };
}

/** The chosen stages in their order; those that follow each other and only read are one group. */
function besideEachOther(chosen) {
	const groups = [];
	for (const stage of chosen) {
		const last = groups.at(-1);
		if (stage.onlyReads && last?.[0].onlyReads) last.push(stage);
		else groups.push([stage]);
	}
	return groups;
}

/** Runs a stage; where others run beside it, what it says is kept until it is done. */
async function timed(stage, rest, isKept) {
	const started = Date.now();
	const kept = isKept ? [] : undefined;
	const counts = await runStage(stage, rest, kept);
	return { ...counts, took: ((Date.now() - started) / 1000).toFixed(1), said: kept?.join('') };
}

async function runStage(stage, rest, kept) {
	if (stage.report) rmSync(stage.report, { force: true });
	try {
		await stage.before?.();
	} catch (error) {
		console.error(error instanceof Stop ? error.message : error);
		return { passed: 0, failed: 1 };
	}
	let ok = true;
	for (const step of stage.steps) ok = (await run([...step, ...(stage.report ? rest : [])], kept)) && ok;
	if (!stage.count) return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
	const counted = existsSync(stage.report)
		? stage.count(JSON.parse(readFileSync(stage.report, 'utf8')))
		: { passed: 0, failed: 0 };
	// A runner can fail with every test green: no report, an error outside a test, a failing teardown.
	return ok || counted.failed ? counted : { ...counted, failed: 1 };
}

/** Runs a command; its words go to the terminal, or into `kept`. Resolves to whether it ended well. */
function run([command, ...args], kept) {
	return new Promise((done) => {
		const child = spawn(command, args, {
			cwd: root,
			env: toolEnv(),
			stdio: kept ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit']
		});
		for (const stream of kept ? [child.stdout, child.stderr] : [])
			stream.setEncoding('utf8').on('data', (text) => kept.push(text));
		child.on('error', () => done(false));
		child.on('close', (code) => done(code === 0));
	});
}

/** A file that fails before its first test has no test to count; it counts as one failure itself. */
function countVitest(report) {
	const broken = report.testResults.filter(
		(file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')
	);
	return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

function countPlaywright({ stats, errors }) {
	return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length };
}

/** Where npm's browser does not fit the machine, takes the Debian package if that is possible. @throws Stop */
async function ensureBrowser() {
	const finder = [join(root, 'tests', 'support', 'browser.ts')];
	const found = await runQuietly(appNode(), finder, toolEnv());
	if (found.code === 0) return;
	if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		console.log('安装浏览器（Debian 软件包 chromium）…');
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		await runQuietly('apt-get', ['update'], env);
		const installed = await runQuietly(
			'apt-get',
			['install', '-y', '--no-install-recommends', 'chromium'],
			env
		);
		if (installed.code === 0) return;
	}
	throw new Stop(found.output.trim());
}
