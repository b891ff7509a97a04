import { z } from 'zod';
import { nextWeekday } from '$lib/domain/clue-clock';
import { shanghaiDay, type Clock } from '$lib/domain/clock';
import { addDays } from '$lib/domain/day';
import { actOnAlert, type NewAlertAct } from '$lib/server/alerts/alert-book';
import type { App } from '$lib/server/app';
import { freezeMeeting } from '$lib/server/dispatch/meetings/freeze-meeting';
import { decide } from '$lib/server/dispatch/meetings/meeting-acts';
import { meetingByDate } from '$lib/server/dispatch/meetings/meeting-book';
import type { AgendaItem } from '$lib/server/dispatch/meetings/snapshot';

const officer = { id: 'demo', name: '演示·办件员' };
const head = { id: 'demo-head', name: '演示·分管负责人' };
const secretary = { id: 'demo-secretary', name: '演示·会议秘书' };
const person = '演示·责任人';
const friday = 5;

/** Three in the afternoon of a day: what the invented people do is dated in office hours. */
const afternoonOf =
	(day: string): Clock =>
	() =>
		new Date(`${day}T15:00:00+08:00`);

/** Spreads the places of a list evenly over 0 to 99, so that every kind of course is met on any day. */
const lotOf = (place: number) => (place * 37) % 100;

interface Planned {
	readonly daysAfter: number;
	readonly actor: typeof officer;
	readonly act: Omit<NewAlertAct, 'seen'>;
}

const claimed: Planned = { daysAfter: 1, actor: officer, act: { kind: 'claim', words: '' } };

/** What the demo's office did about a newly opened alert: some to the end, some half, most not yet. */
function plan(lot: number, level: number, day: string): Planned[] {
	if (lot < 14)
		return [
			claimed,
			{
				daysAfter: 2,
				actor: officer,
				act: { kind: 'note', words: '（演示）已到工地核对考勤和工资表，约谈总包项目经理。' }
			},
			{
				daysAfter: 4,
				actor: officer,
				act: {
					kind: 'evidence',
					conclusion: '已足额支付',
					words: '（演示）银行代发回单已核对，抽查工人五名确认收到。'
				}
			},
			{ daysAfter: 5, actor: head, act: { kind: 'accept', words: '（演示）同意，待再次评分确认。' } }
		];
	if (lot < 24)
		return [
			claimed,
			{
				daysAfter: 3,
				actor: officer,
				act: { kind: 'note', words: '（演示）建设单位答应本月底前拨付人工费，已要求书面承诺。' }
			}
		];
	if (lot < 27 && level < 3)
		return [
			claimed,
			{
				daysAfter: 2,
				actor: officer,
				act: { kind: 'snooze', until: addDays(day, 14), words: '（演示）等待开户银行补报流水后再看。' }
			}
		];
	return [];
}

const opened = z.object({ type: z.string(), code: z.string(), level: z.number(), acts: z.number() });

/** Lets the demo's office work on the alerts that were opened on a day. Answers how many acts it made. */
export async function workOnAlerts(app: App, day: string): Promise<number> {
	const { warehouse, policy } = app;
	const today = shanghaiDay(app.clock());
	const alerts = await warehouse.read(
		`select subject_type as type, subject_code as code, level, acts from alert
		where state_name = 'open' and acts = 0 and opened_on = cast($day as date) order by subject_type, subject_code`,
		{ day },
		opened
	);
	let acts = 0;
	for (const [place, { type, code, level }] of alerts.entries())
		for (const [seen, { daysAfter, actor, act }] of plan(lotOf(place), level, day).entries()) {
			const actDay = addDays(day, daysAfter);
			if (actDay >= today) break;
			await actOnAlert(warehouse, policy, afternoonOf(actDay), { type, code }, { ...act, seen }, actor);
			acts += 1;
		}
	return acts;
}

/** The last Friday before today: the day of the demo's meeting. */
export const meetingDayOf = (app: App): string => nextWeekday(addDays(shanghaiDay(app.clock()), -7), friday);

/** What the meeting said of an item, by what stands on the agenda. */
function decisionOn(item: AgendaItem, date: string) {
	const unit = item.unit ?? '演示·责任单位';
	const owner = unit.endsWith(person) ? unit : `${unit} ${person}`;
	if (item.subject_type === 'feed')
		return { decision: '（演示）书面催报，说明停报原因', owner, due: addDays(date, 3) };
	if (item.subject_type === 'clue')
		return { decision: '（演示）当日联系反映人，报送办理情况', owner, due: addDays(date, 3) };
	const isOwed = (item.unpaid_fen ?? 0) > 0;
	return {
		decision: isOwed
			? '（演示）约谈建设单位和总包，补足工资专户，逐人核发欠薪'
			: '（演示）约谈建设单位和总包，发薪日前补足工资专户',
		owner,
		due: addDays(date, 7)
	};
}

/** Every so many items of the demo's agenda got a decision. */
const decidedEvery = 4;

/** Holds the demo's meeting of last Friday: frozen as any meeting, with decisions on some of its items. */
export async function meetInDemo(app: App): Promise<void> {
	const date = meetingDayOf(app);
	if (await meetingByDate(app.warehouse, date)) return;
	const room = { ...app, clock: afternoonOf(date) };
	const meeting = await freezeMeeting(room, date, secretary);
	for (const [place, item] of meeting.snapshot.items.entries()) {
		if (place % decidedEvery !== 0) continue;
		const subject = { subjectType: item.subject_type, subjectCode: item.subject_code, seen: 0 };
		await decide(room, meeting, { ...subject, ...decisionOn(item, date) }, secretary);
	}
}
