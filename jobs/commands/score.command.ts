import { shanghaiDay, shanghaiTime } from '$lib/domain/clock';
import type { App } from '$lib/server/app';
import { runScore } from '$lib/server/scoring/run-score';
import { concludeJudging, judgeDay } from '../judge-day';
import { exitCodes, type Command } from './command';
import { dayOption, momentOption, parsed } from './options';

/** Computes indicators, tiers and scores for a day. */
export default {
	name: 'score',
	usage: 'score [--as-of DATE] [--known-at TS] [--full] [--json]',
	summary: '研判某一天（默认今天）',
	async run(app, args, io) {
		const { values } = parsed(args, {
			'as-of': { type: 'string' },
			'known-at': { type: 'string' },
			full: { type: 'boolean' },
			json: { type: 'boolean' }
		});
		const asOf = dayOption(values['as-of'], 'as-of') ?? shanghaiDay(app.clock());
		const knownAt = momentOption(values['known-at'], 'known-at', '23:59:59') ?? null;
		const { outcome, alerts } =
			knownAt === null
				? await judgeDay(app, asOf, { whole: values.full === true })
				: await judgeThen(app, asOf, knownAt);
		if (knownAt === null) await concludeJudging(app, asOf, outcome.runId);
		io.out(
			values.json
				? `${JSON.stringify({ as_of: asOf, known_at: knownAt, run: outcome.runId, projects: outcome.projects, enterprises: outcome.enterprises, milliseconds: outcome.milliseconds, asked_projects: outcome.askedProjects, alerts })}\n`
				: `已研判 ${asOf}：${outcome.projects} 个项目，${outcome.enterprises} 家企业，用时 ${outcome.milliseconds} 毫秒${outcome.askedProjects === null ? '' : `（重算 ${outcome.askedProjects} 个，其余沿用）`}${alerts?.counted ? `；新增预警 ${alerts.opened} 条，升级 ${alerts.rose} 条，销号 ${alerts.closed} 条` : ''}\n`
		);
		return exitCodes.done;
	}
} satisfies Command;

/** Judges a day as it was known at an earlier moment: an answer for whoever asks, which changes no alert. */
async function judgeThen(app: App, asOf: string, knownAt: string) {
	const outcome = await runScore(app.warehouse, app, {
		asOf,
		knownAt,
		series: 'adhoc',
		scoredAt: shanghaiTime(app.clock())
	});
	return { outcome, alerts: null };
}
