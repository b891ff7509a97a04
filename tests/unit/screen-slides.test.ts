import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { slides } from '$lib/domain/screen-view';
import { unitAlone } from '$lib/domain/unit-alone';

const folder = join(import.meta.dirname, '../../src/routes/screen/slides');

test('every slide has what it shows and how it shows it, and nothing else lies there', () => {
	const files = readdirSync(folder).filter((name) => name !== 'slide.ts');
	expect(files.sort()).toEqual(slides.flatMap((slide) => [`${slide}.slide.ts`, `${slide}.svelte`]).sort());
});

describe('a unit without its person', () => {
	test.each([
		['区住建局 张科长', '区住建局'],
		['区住建局、李封街道', '区住建局'],
		['李封街道（王主任）', '李封街道'],
		['区人力资源社会保障局 演示·责任人', '区人力资源社会保障局'],
		['焦作经开区管委会', '焦作经开区管委会'],
		['河南某某建设有限公司', '河南某某建设有限公司'],
		['区交通局张科长', '区交通局']
	])('%s is %s', (written, unit) => expect(unitAlone(written)).toBe(unit));

	test.each(['张三', '王局长', '李处长 区住建局', ''])(
		'%s names no unit first, so nothing is shown',
		(written) => expect(unitAlone(written)).toBe('×××')
	);

	test('nothing stays nothing', () => expect(unitAlone(null)).toBeNull());
});
