import { expect, test } from 'vitest';
import { isTourStepDone, tourHref, tourSteps, tourTarget, type TourTargets } from '$lib/domain/tour';
import en from '$lib/i18n/tour/en';
import zh from '$lib/i18n/tour/zh';

const targets: TourTargets = { street: '龙洞街道', project: { code: 'P-1', name: '某项目' }, meeting: 4 };
const nobody: TourTargets = { street: null, project: null, meeting: null };
const at = (address: string, alertState: string | null = null) => {
	const { pathname, searchParams } = new URL(address, 'http://board.test');
	return { path: pathname, query: searchParams, alertState };
};
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test('every step has its words in both languages, with the same places', () => {
	expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
	for (const key of Object.keys(zh) as (keyof typeof zh)[]) {
		expect(places(en[key]), key).toEqual(places(zh[key]));
		expect(en[key], key).not.toMatch(/\p{Script=Han}/u);
	}
	for (const step of tourSteps) expect(zh).toHaveProperty([`${step}.ask`]);
});

test('a step is done by what it asked for, and by nothing less', () => {
	expect(isTourStepDone('map', targets, at('/'))).toBe(false);
	expect(isTourStepDone('map', targets, at('/?street=另一街道'))).toBe(false);
	expect(isTourStepDone('map', targets, at('/?street=龙洞街道'))).toBe(true);
	expect(isTourStepDone('project', targets, at('/projects?tier=red'))).toBe(false);
	expect(isTourStepDone('project', targets, at('/projects/P-1'))).toBe(true);
	expect(isTourStepDone('why', targets, at('/projects/P-1'))).toBe(false);
	expect(isTourStepDone('why', targets, at('/projects/P-1?figure=wage_overdue_days'))).toBe(true);
	expect(isTourStepDone('claim', targets, at('/alerts/project/P-1', 'open'))).toBe(false);
	expect(isTourStepDone('claim', targets, at('/alerts/project/P-1', 'claimed'))).toBe(true);
	expect(isTourStepDone('meeting', targets, at('/meetings'))).toBe(false);
	expect(isTourStepDone('meeting', targets, at('/meetings/4'))).toBe(true);
});

test('whoever sees no red project or meeting is led nowhere', () => {
	for (const step of tourSteps) {
		expect(tourHref(step, nobody)).toBeNull();
		expect(tourHref(step, targets)).toMatch(/^\//);
		expect(tourTarget(step, targets)).toMatch(/^main /);
	}
});
