import { monthOf } from './days';
import { TIDY } from './departures';
import { healthCurve } from './health';
import type { Departures, Episode, Project, Span, StoryId } from './model';
import { createRandom } from './random';
import { isSound, ranFor } from './troubles';

/** One project worth showing: what happens in it and what a careful eye should see first. */
export interface Story {
	readonly project_code: string;
	readonly project_name: string;
	readonly id: StoryId;
	readonly title: string;
	readonly what: string;
}

interface Plot {
	readonly id: StoryId;
	readonly title: string;
	readonly what: string;
	readonly fits: (project: Project, span: Span) => boolean;
	readonly tells: (project: Project, span: Span) => void;
}

const SMALLEST_CREW = 18;

function depart(project: Project, changes: Partial<Departures>): void {
	Object.assign(project.departures, TIDY, changes);
}

function strain(project: Project, span: Span, episode: Episode): void {
	const firm = { ...project.owner, level: 0.9, episode };
	project.ownerHealth = healthCurve(firm, span, createRandom(span.seed, `strain ${project.code}`));
}

const ordinary = (project: Project, span: Span) =>
	isSound(project) &&
	project.owner.level > 0.75 &&
	ranFor(project, span, 9) &&
	project.crew >= SMALLEST_CREW &&
	!project.winterStop;
const isFalling = (project: Project, firm: Project['owner'], span: Span) =>
	firm.episode !== null &&
	firm.episode.recovery === null &&
	firm.episode.bottom < 0.2 &&
	ranFor(project, span, 9);

const PLOTS: readonly Plot[] = [
	{
		id: 'owner_dries_up',
		title: '建设单位断流：先慢拨，后欠薪',
		what: '人工费先晚后少再断，专户余额逐月变薄，随后工资逾期、线索增多、案件查实。',
		fits: (project, span) => isFalling(project, project.owner, span),
		tells: (project) => depart(project, {})
	},
	{
		id: 'contractor_collapses',
		title: '总包崩塌：税、电、参保先落，工资后停',
		what: '总包欠税、用电和参保人数先降，随后工资表报送越来越晚，直至停发。',
		fits: (project, span) => isFalling(project, project.contractor, span),
		tells: (project) => depart(project, {})
	},
	{
		id: 'presale_strain',
		title: '商品房项目：预售资金见底',
		what: '商品房预售项目回款放缓，人工费断续，监管资金两次用于工资仍不够。',
		fits: (project, span) =>
			ordinary(project, span) && project.sector === '房屋建筑' && project.projectClass === '社会',
		tells: (project, span) => {
			project.isPresale = true;
			depart(project, {});
			strain(project, span, { onset: span.lastMonth - 5, fallMonths: 5, bottom: 0.16, recovery: null });
		}
	},
	{
		id: 'recovered',
		title: '先欠后清：已恢复正常',
		what: '去年下半年欠薪成案，责令改正后清偿，近半年逐月足额。',
		fits: ordinary,
		tells: (project, span) => {
			depart(project, {});
			strain(project, span, {
				onset: span.lastMonth - 13,
				fallMonths: 3,
				bottom: 0.18,
				recovery: span.lastMonth - 7
			});
		}
	},
	{
		id: 'silent',
		title: '静默项目：数据忽然断了',
		what: '考勤和工资表自两个多月前起不再上报，人工费也停了；没有线索不等于没有事。',
		fits: ordinary,
		tells: (project, span) => {
			depart(project, { silentAfter: span.lastMonth - 3 });
			strain(project, span, { onset: span.lastMonth - 2, fallMonths: 2, bottom: 0.15, recovery: null });
		}
	},
	{
		id: 'paid_on_paper',
		title: '账面已发、专户未动',
		what: '工资表写“成功”，渠道却是现金或其他银行，专户余额只进不出，大量未签字。',
		fits: ordinary,
		tells: (project, span) => depart(project, { paperPaidFrom: span.lastMonth - 4, unsignedShare: 0.26 })
	},
	{
		id: 'power_without_people',
		title: '用电上升、考勤为零',
		what: '考勤连月报零，工地用电却在上升：有人在干活，没有人在册。',
		fits: ordinary,
		tells: (project, span) => depart(project, { zeroAttendanceFrom: span.lastMonth - 1 })
	},
	{
		id: 'account_frozen',
		title: '专户被冻结',
		what: '总包另案被诉，专户一个多月前被冻结，钱在账上发不出去。',
		fits: ordinary,
		tells: (project, span) => depart(project, { frozenFrom: span.today - 38 })
	},
	{
		id: 'money_diverted',
		title: '专户资金外流',
		what: '每次发薪后都有几笔“材料款”付给不在花名册上的人。',
		fits: ordinary,
		tells: (project, span) => depart(project, { divertedFrom: span.lastMonth - 3 })
	},
	{
		id: 'seasonal_stop',
		title: '季节性停工：不是风险',
		what: '按管控要求停工，停工前工资结清、人员退场，不应报警。',
		fits: ordinary,
		tells: (project, span) => {
			depart(project, {});
			project.status = '停工';
			project.stopDay = span.today - 40;
		}
	},
	{
		id: 'finished_unsettled',
		title: '完工未结清',
		what: '项目已完工，最后一个月的工资和数名离场工人至今没有结清。',
		fits: ordinary,
		tells: (project, span) => {
			project.status = '完工';
			project.actualEnd = span.today - 58;
			project.plannedEnd = project.actualEnd + 10;
			depart(project, { unsettledLeavers: 6, payLateDays: 400, payLateFrom: monthOf(project.actualEnd) });
		}
	},
	{
		id: 'progress_underpaid',
		title: '政府项目：进度款拨付不足',
		what: '政府投资项目进度款只付了已完工程量的六成多，人工费暂时没断。',
		fits: (project, span) => ordinary(project, span) && project.isGovernment,
		tells: (project) => depart(project, { progressShare: 0.64 })
	},
	{
		id: 'corrected_late',
		title: '迟到的更正',
		what: '上一批回单把整月工资报成“失败”，几天后才收到更正文件。',
		fits: ordinary,
		tells: (project) => depart(project, {})
	},
	{
		id: 'never_connected',
		title: '从未接入：灰色',
		what: '街道巡查发现的在建项目，没有任何一类数据上报。',
		fits: (project, span) =>
			isSound(project) && project.status === '在建' && span.today - project.startDay < 200,
		tells: (project) =>
			depart(project, {
				missing: new Set([
					'payroll',
					'attendance',
					'account_transactions',
					'disbursements',
					'progress',
					'roster',
					'special_accounts',
					'inspections',
					'guarantees'
				])
			})
	}
];

/** Feeds that a bank or platform has not opened yet for some young projects: a grey mark beside their tier. */
const NOT_YET_OPENED = [
	'account_transactions',
	'account_transactions',
	'attendance',
	'disbursements'
] as const;

/** Gives each plot to one project that suits it, the largest first, and leaves some young projects half connected. */
export function tellStories(span: Span, projects: readonly Project[]): Story[] {
	const stories: Story[] = [];
	const bySize = [...projects].sort((a, b) => b.crew - a.crew || a.index - b.index);
	// The largest sites are left alone: a story about the biggest project would be the only story.
	const shortlist = bySize.slice(Math.floor(bySize.length * 0.08));
	for (const plot of PLOTS) {
		const project = shortlist.find((one) => one.story === null && plot.fits(one, span));
		if (project === undefined) continue;
		project.story = plot.id;
		if (project.contractor.episode === null) project.contractor.isQuiet = true;
		plot.tells(project, span);
		const { code, name } = project;
		stories.push({ project_code: code, project_name: name, id: plot.id, title: plot.title, what: plot.what });
	}
	const young = projects.filter(
		(one) => one.story === null && isSound(one) && one.status === '在建' && span.today - one.startDay < 150
	);
	NOT_YET_OPENED.slice(0, Math.ceil(projects.length / 75)).forEach((feed, index) => {
		const project = young[index];
		if (project !== undefined) depart(project, { missing: new Set([feed]) });
	});
	return stories;
}
