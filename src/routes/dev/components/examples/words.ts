import Empty from '$lib/components/Empty.svelte';
import FilterChips from '$lib/components/FilterChips.svelte';
import FilterLink from '$lib/components/FilterLink.svelte';
import Ills from '$lib/components/Ills.svelte';
import KeptParts from '$lib/components/KeptParts.svelte';
import KnownThen from '$lib/components/KnownThen.svelte';
import LeaderBrief from '$lib/components/LeaderBrief.svelte';
import LowerTier from '$lib/components/LowerTier.svelte';
import NoRows from '$lib/components/NoRows.svelte';
import RunProgress from '$lib/components/RunProgress.svelte';
import StoryParties from '$lib/components/StoryParties.svelte';
import SubjectCourse from '$lib/components/SubjectCourse.svelte';
import ThinDay from '$lib/components/ThinDay.svelte';
import { systemItems } from '$lib/domain/system-item';
import { partOf, shown } from '../example';
import { asOf, longName, longWord, wan } from '../samples';

const sentence = {
	zh: '（示例）补付 35 万元后可降为黄。',
	en: '(Example) Paying 350,000 yuan makes it yellow.'
};

export default {
	Empty: shown(Empty, {
		'with a way on': { title: 'Nothing here', text: longName, href: '#Empty', action: 'What to do' },
		without: { title: 'Nothing here', text: longWord }
	}),
	FilterChips: shown(FilterChips, { 'nothing chosen': {}, always: { always: true } }),
	FilterLink: shown(FilterLink, {
		street: { of: 'street', value: '甲街道' },
		'another word': { of: 'tier', value: 'red', label: longWord }
	}),
	KeptParts: shown(KeptParts, { 'hidden fields of a form: nothing to see': { except: [] } }),
	KnownThen: shown(KnownThen, { 'as known now: nothing': { today: asOf } }),
	ThinDay: shown(ThinDay, {
		'a day of tiers only': { day: '2025-06-30' },
		'a whole day: nothing': { day: null }
	}),
	RunProgress: shown(RunProgress, {
		running: {
			label: longName,
			run: {
				runId: 1,
				job: 'pull',
				status: 'running',
				step: { name: 'loading', what: 'example.csv', done: 4, total: 9 },
				counts: {},
				seconds: 12
			}
		},
		'without a measure': {
			label: 'Example',
			run: { runId: 2, job: 'pull', status: 'running', step: null, counts: {}, seconds: 0 }
		},
		failed: {
			label: 'Example',
			run: { runId: 3, job: 'pull', status: 'failed', step: null, counts: { files: 2 }, seconds: 61 }
		}
	}),
	NoRows: shown(NoRows, {
		'with a way on': { text: longName, next: { href: '#NoRows', text: 'What to do' } },
		without: { text: longWord }
	}),
	Ills: shown(Ills, {
		none: { ills: [] },
		one: {
			ills: [
				{
					id: 'disk',
					label: { zh: '（示例）磁盘空间', en: '(Example) Disk' },
					says: longName,
					next: 'xinshao doctor'
				}
			]
		}
	}),
	LeaderBrief: shown(LeaderBrief, {
		full: {
			brief: {
				clues: { late: 3, today: 1, open: 12 },
				payDays: { projects: 2, workers: 140, shortFen: wan(56) },
				funds: [
					{ name: '（示例）应急周转金', asOf, balanceFen: wan(380), floorFen: wan(400) },
					{ name: longName, asOf, balanceFen: wan(90), floorFen: null }
				],
				asks: []
			}
		},
		empty: {
			brief: {
				clues: { late: 0, today: 0, open: 0 },
				payDays: { projects: 0, workers: 0, shortFen: 0 },
				funds: [],
				asks: []
			}
		}
	}),
	LowerTier: shown(LowerTier, {
		'not asked yet': { kept: null, below: 3, said: [], mayAsk: true, refusal: null },
		found: {
			kept: {
				answer: {
					kind: 'found',
					tierBefore: 3,
					tierAfter: 2,
					clauseAfter: '2',
					steps: [{ remedy: 'pay', month: '2026-10', amountFen: wan(35), people: 60, actor: 'contractor' }],
					sentence,
					isSmallest: true
				},
				answeredAt: '2026-11-20 08:00:00',
				milliseconds: 900
			},
			below: 3,
			said: [sentence],
			mayAsk: true,
			refusal: null
		},
		refused: { kept: null, below: 3, said: [], mayAsk: true, refusal: longName }
	}),
	StoryParties: shown(StoryParties, {
		'one is missing': {
			code: 'EX-0001',
			persons: [
				{ role: '建设单位', dept: '（示例）某某投资公司', post: '项目负责人', person: '某某' },
				{ role: '人社部门', dept: longName, post: null, person: null }
			],
			missing: ['行业主管部门'],
			lines: systemItems.map((item, at) => ({
				item,
				state: ([null, 'met', 'lacking', 'exempt'] as const)[at % 4]!
			}))
		},
		empty: { code: 'EX-0001', persons: [], missing: [], lines: [] }
	}),
	SubjectCourse: shown(SubjectCourse, {
		none: { events: [], subject: { type: 'project', code: 'EX-0001' } },
		some: {
			events: [
				{ at: '2026-11-19 09:30', kind: 'clue', act: 'received', ref: null, words: longName, actor: null },
				{ at: '2026-11-12', kind: 'letter', act: 'issued', ref: null, words: longWord, actor: '某某' }
			],
			subject: { type: 'project', code: 'EX-0001' }
		}
	}),
	SaidCard: partOf('the frame of every page'),
	PrintView: partOf('the frame of every page'),
	NoResultYet: partOf('the frame of every page'),
	PrintLink: partOf('the frame of every page')
};
