import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { servingCopy } from '../../scripts/serving-copy.mjs';

let build: string;
beforeEach(() => {
	build = mkdtempSync(join(tmpdir(), 'serving-'));
	mkdirSync(join(build, 'server', 'chunks'), { recursive: true });
	writeFileSync(join(build, 'server', 'handler.js'), 'one');
	writeFileSync(join(build, 'server', 'chunks', 'a.js'), 'two');
});
afterEach(() => rmSync(build, { recursive: true, force: true }));

test('what is served stays as it was, whatever is built below it', () => {
	const folder = servingCopy(build);
	rmSync(join(build, 'server'), { recursive: true });
	expect(readFileSync(join(folder, 'handler.js'), 'utf8')).toBe('one');
	expect(readFileSync(join(folder, 'chunks', 'a.js'), 'utf8')).toBe('two');
});

test('copies of servers that have ended are cleared away, those of living ones are kept', () => {
	const gone = join(build, 'serving', '4194303');
	const alive = join(build, 'serving', String(process.ppid));
	for (const folder of [gone, alive]) mkdirSync(folder, { recursive: true });
	servingCopy(build);
	expect([existsSync(gone), existsSync(alive)]).toEqual([false, true]);
});

test('where nothing can be written beside the build, the build itself is served', () => {
	writeFileSync(join(build, 'serving'), 'a file in the way');
	expect(servingCopy(build)).toBe(join(build, 'server'));
});
