import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	alertStates,
	calmAlert,
	isOpen,
	stepAlert,
	type ActInput,
	type Alert,
	type AlertInput,
	type AlertNews
} from '$lib/domain/alert';
import { addDays } from '$lib/domain/day';
import type { Tier } from '$lib/domain/severity';

const rules = { confirmRuns: 2, relapseDays: 60, snoozeMaxDays: 90 };
const day = (n: number) => addDays('2026-09-01', n);
const run = (n: number, tier: Tier | null): AlertInput => ({ kind: 'run', day: day(n), tier });
const act = (n: number, kind: ActInput['kind'], by = 'zhang', until?: number): AlertInput => ({
	kind,
	day: day(n),
	by,
	...(until !== undefined && { until: day(until) })
});

function play(inputs: readonly AlertInput[], from: Alert = calmAlert) {
	const news: AlertNews[] = [];
	const refused: string[] = [];
	let alert = from;
	for (const input of inputs) {
		const step = stepAlert(alert, input, rules);
		alert = step.alert;
		if (step.news) news.push(step.news);
		if (step.refused) refused.push(step.refused);
	}
	return { alert, news, refused };
}

test('one run below red waits, the second opens; red opens at once', () => {
	expect(play([run(1, 2)]).alert.state).toBe('pending');
	expect(play([run(1, 2), run(2, 1)])).toMatchObject({
		alert: { state: 'open', level: 1 },
		news: ['opened']
	});
	expect(play([run(1, 2), run(2, 0), run(3, 2)])).toMatchObject({ alert: { state: 'pending' }, news: [] });
	expect(play([run(1, 3)])).toMatchObject({ alert: { state: 'open', level: 3 }, news: ['opened'] });
});

test('twelve runs around the threshold: one alert, and one recovery once the evidence is accepted', () => {
	const tiers: Tier[] = [2, 2, 0, 2, 0, 0, 2, 0, 2, 2, 0, 0];
	const runs = tiers.map((tier, n) => run(n, tier));
	expect(play(runs).news).toEqual(['opened']);
	const handled = [
		...runs,
		act(12, 'claim'),
		act(12, 'evidence'),
		act(12, 'accept', 'li'),
		run(13, 0),
		run(14, 0)
	];
	expect(play(handled)).toMatchObject({ alert: { state: 'closed', level: 0 }, news: ['opened', 'closed'] });
});

test('the level rises at the next run and does not fall by itself', () => {
	const { alert, news } = play([run(1, 1), run(2, 1), run(3, 3), run(4, 1), run(5, 0), run(6, 0)]);
	expect([alert.state, alert.level, news]).toEqual(['open', 3, ['opened', 'rose']]);
});

test('with evidence accepted a calmer run lowers the level, and zero closes it', () => {
	const open = [run(1, 3), act(1, 'claim'), act(2, 'evidence'), act(2, 'accept', 'li')];
	expect(play([...open, run(3, 1)])).toMatchObject({
		alert: { state: 'claimed', level: 1 },
		news: ['opened', 'fell']
	});
	expect(play([...open, run(3, 3), run(4, 0)]).alert.state).toBe('closed');
	expect(play([run(1, 3), act(1, 'claim'), act(2, 'evidence'), run(3, 0)]).alert.state).toBe('evidence');
});

test('red is closed by a second person, yellow may be by the same', () => {
	const red = play([run(1, 3), act(1, 'claim'), act(2, 'evidence'), run(3, 0), act(3, 'accept')]);
	expect([red.refused, red.alert.state]).toEqual([['second_person'], 'evidence']);
	const yellow = play([
		run(1, 2),
		run(2, 2),
		act(2, 'claim'),
		act(2, 'evidence'),
		run(3, 0),
		act(3, 'accept')
	]);
	expect(yellow.alert.state).toBe('closed');
});

test('worse after the evidence: it is handed in anew', () => {
	const { alert } = play([
		run(1, 2),
		run(2, 2),
		act(2, 'claim'),
		act(2, 'evidence'),
		act(2, 'accept'),
		run(3, 3),
		run(4, 0)
	]);
	expect([alert.state, alert.level, alert.accepted]).toEqual(['claimed', 3, false]);
});

test('back on the sixtieth day is a relapse, loudly and at once; a day later it is new', () => {
	const closed = play([
		run(1, 3),
		act(1, 'claim'),
		act(1, 'evidence'),
		act(1, 'accept', 'li'),
		run(2, 0)
	]).alert;
	expect(closed.closedOn).toBe(day(2));
	expect(play([run(62, 1)], closed)).toMatchObject({
		alert: { relapsed: true, state: 'open' },
		news: ['relapsed']
	});
	expect(play([run(63, 1)], closed).alert.state).toBe('pending');
});

test('silence is neither a hit nor a recovery', () => {
	expect(play([run(1, 2), run(2, null), run(3, 2)]).alert.state).toBe('open');
	const open = [run(1, 3), act(1, 'claim'), act(1, 'evidence'), act(1, 'accept', 'li')];
	expect(play([...open, run(2, null), run(3, null)]).alert.state).toBe('evidence');
});

test('a day run again, or a day before it, changes nothing and tells nobody', () => {
	const { alert } = play([run(5, 3)]);
	for (const again of [run(5, 0), run(5, 3), run(4, 3), run(1, 0)])
		expect(stepAlert(alert, again, rules)).toEqual({ alert, news: null, refused: null });
});

test('a snooze ends on its day, at once when it gets worse, and never lasts beyond ninety days', () => {
	const open = play([run(1, 2), run(2, 2)]).alert;
	expect(play([act(2, 'snooze', 'zhang', 93)], open).refused).toEqual(['snooze_too_long']);
	const snoozed = play([act(2, 'snooze', 'zhang', 10)], open).alert;
	expect(snoozed.snoozedUntil).toBe(day(10));
	expect(play([run(11, 2)], snoozed).news).toEqual(['snooze_ended']);
	expect(play([run(3, 3)], snoozed)).toMatchObject({ alert: { snoozedUntil: null }, news: ['rose'] });
});

test('a false alarm stays one until it goes away, or gets worse', () => {
	const wrong = play([run(1, 2), run(2, 2), act(2, 'false_alarm')]).alert;
	expect(play([run(3, 2), run(4, 1)], wrong)).toMatchObject({ alert: { state: 'false_alarm' }, news: [] });
	expect(play([run(3, 3)], wrong).news).toEqual(['opened']);
	expect(play([run(3, 0), run(4, 2), run(5, 2)], wrong).news).toEqual(['opened']);
});

test('what is not possible is refused and changes nothing', () => {
	const refusals: [AlertInput[], string][] = [
		[[act(1, 'claim')], 'not_open'],
		[[run(1, 3), act(1, 'evidence')], 'not_claimed'],
		[[run(1, 3), act(1, 'accept')], 'no_evidence'],
		[[run(1, 3), act(1, 'reject')], 'no_evidence'],
		[[run(1, 3), act(1, 'reopen')], 'not_open']
	];
	for (const [inputs, why] of refusals) expect(play(inputs).refused).toEqual([why]);
});

const tier = fc.constantFrom<Tier | null>(0, 1, 2, 3, null);
const person = fc.constantFrom('zhang', 'li');
const kinds = ['claim', 'note', 'snooze', 'false_alarm', 'evidence', 'accept', 'reject', 'reopen'] as const;
const history = fc
	.array(
		fc.oneof(
			tier.map((each) => ({ run: each })),
			fc.tuple(fc.constantFrom(...kinds), person).map((each) => ({ act: each }))
		),
		{ maxLength: 40 }
	)
	.map((steps) =>
		steps.map((step, n): AlertInput =>
			'run' in step ? run(n, step.run) : act(n, step.act[0], step.act[1], n + 5)
		)
	);

test('no history leads to a state that is not allowed', () => {
	const numRuns = Number(process.env.HISTORIES ?? 5_000);
	fc.assert(
		fc.property(history, (inputs) => {
			let alert = calmAlert;
			let opened = 0;
			let ended = 0;
			for (const input of inputs) {
				const before = alert;
				const { alert: after, news, refused } = stepAlert(before, input, rules);
				alert = after;
				expect(alertStates).toContain(after.state);
				expect(isOpen(after)).toBe(after.level > 0 && after.state !== 'false_alarm');
				if (refused) expect(after).toBe(before);
				if (input.kind === 'run' && isOpen(before) && isOpen(after) && after.level < before.level)
					expect(before.accepted).toBe(true);
				if (input.kind === 'run' && input.tier !== null && isOpen(after))
					expect(after.level).toBeGreaterThanOrEqual(news === 'fell' ? input.tier : Math.min(input.tier, 3));
				if (after.state === 'closed' && before.state !== 'closed') expect(before.evidenceBy).not.toBeNull();
				if (news === 'opened' || news === 'relapsed') opened += 1;
				if (isOpen(before) && !isOpen(after)) ended += 1;
				expect(opened - ended).toBe(isOpen(after) ? 1 : 0);
			}
			// The same story told again ends the same.
			expect(play(inputs).alert).toEqual(alert);
		}),
		{ numRuns }
	);
});

test('a claim, a snooze and evidence can be taken back, each only while it stands', () => {
	const opened = play([run(1, 3)]).alert;
	const claimed = play([act(1, 'claim')], opened);
	expect(play([act(1, 'release')], claimed.alert).alert).toEqual(opened);
	expect(play([act(1, 'release')], opened).refused).toEqual(['nothing_to_take_back']);
	const snoozed = play([act(1, 'snooze', 'zhang', 10)], claimed.alert).alert;
	expect(play([act(2, 'wake')], snoozed).alert).toEqual(claimed.alert);
	expect(play([act(2, 'wake')], claimed.alert).refused).toEqual(['nothing_to_take_back']);
	const handedIn = play([act(2, 'evidence')], claimed.alert).alert;
	expect(play([act(3, 'withdraw')], handedIn).alert).toEqual(claimed.alert);
	// Somebody else's evidence, and evidence that was accepted, stay.
	expect(play([act(3, 'withdraw', 'li')], handedIn).refused).toEqual(['nothing_to_take_back']);
	expect(play([act(3, 'accept', 'li'), act(3, 'withdraw')], handedIn).refused).toEqual([
		'nothing_to_take_back'
	]);
	expect(play([act(3, 'release')], handedIn).refused).toEqual(['nothing_to_take_back']);
});
