import { shanghaiDay } from '$lib/domain/clock';
import { daysBetween } from '$lib/domain/day';
import { parseFilter } from '$lib/domain/filter';
import { caseKinds, caseList } from '$lib/server/dispatch/cases/case-list';
import { fundCheck } from '$lib/server/dispatch/cases/fund-check';
import { sortedPart } from '$lib/tables/sorted-part';
import { narrowed } from '../../hooks/narrowed';
import { caseOrders } from './case-orders';
import type { PageServerLoad } from './$types';

const linesAPage = 100;
const states = ['open', 'closed', 'all'] as const;

export const load: PageServerLoad = async ({ locals, url }) => {
	const today = shanghaiDay(locals.app.clock());
	const state = states.find((each) => each === url.searchParams.get('state')) ?? 'open';
	const kind = caseKinds.find((each) => each === url.searchParams.get('kind')) ?? null;
	const [all, funds] = await Promise.all([
		caseList(narrowed(locals, parseFilter(url.searchParams)), today),
		fundCheck(locals.reader, locals.app.policy, today)
	]);
	const ofKind = kind === null ? all : all.filter((one) => one.kind === kind);
	const inState = (one: (typeof all)[number]) =>
		state === 'all' || (state === 'closed') === (one.closedAt !== null);
	const shown = ofKind.filter(inState);
	const { rows: cases, part } = sortedPart(
		shown.map((one) => ({
			no: one.no,
			name: one.name,
			street: one.street,
			kind: one.kind,
			openedAt: one.openedAt,
			closedAt: one.closedAt,
			days: daysBetween(one.openedAt, one.closedAt ?? today),
			isVerified: one.verified !== null,
			workers: one.verified?.workers ?? one.workers,
			amountFen: one.verified?.amountFen ?? one.amountFen,
			owedFen: one.owedFen
		})),
		{ search: url.searchParams, lines: linesAPage, columns: caseOrders, lang: locals.lang }
	);
	return {
		state,
		kind,
		kinds: caseKinds.map((each) => ({
			kind: each,
			n: all.filter((one) => one.kind === each && inState(one)).length
		})),
		counts: {
			open: all.filter(({ closedAt }) => closedAt === null).length,
			closed: all.filter(({ closedAt }) => closedAt !== null).length,
			all: all.length
		},
		funds,
		part,
		cases
	};
};
