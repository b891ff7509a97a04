import type { Actor } from '$lib/domain/actor';
import { shanghaiDay, shanghaiTime, type Clock } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import type { IngestContext } from '../../ingest/ingest-request';
import type { Warehouse } from '../../warehouse/warehouse';
import { enterByHand, isOurs, writeHandRow, type HandRow } from '../hand/hand-entry';
import type { Case, CaseActKind } from './case-list';

export interface NewCaseAct {
	readonly act: CaseActKind;
	readonly workers?: number;
	readonly amountFen?: number;
	readonly party?: string;
	readonly article?: string;
	readonly choice?: string;
	readonly words?: string;
	/** How many acts the person saw; another number means that somebody was quicker. */
	readonly seen: number;
}

const incomplete = (message: string) => new RiskError('CASE_INCOMPLETE', message);

/** @throws RiskError CASE_INCOMPLETE */
function check(found: Case, given: NewCaseAct): void {
	const says = (given.words ?? '').trim() !== '';
	if (given.act === 'verified' && (given.workers === undefined || given.amountFen === undefined || !says))
		throw incomplete('核实要写明人数、金额和核实依据，请补全后再提交。');
	if (given.act === 'liability' && (!given.party || !given.article))
		throw incomplete('请选定清偿责任主体和适用条款后再提交。');
	if (given.act === 'method' && !given.choice) throw incomplete('请选定办理方式后再提交。');
	if (given.act === 'paid') {
		if (!given.choice || !given.amountFen) throw incomplete('请写明清偿来源和到账金额后再提交。');
		if (found.owedFen === null) throw incomplete('请先登记核实的人数和金额，再登记清偿。');
		if (given.amountFen > found.owedFen)
			throw incomplete('清偿金额超过尚欠金额，没有登记；如核实金额有变，请先重新核实。');
	}
	if (['note', 'closed', 'visited'].includes(given.act) && !says) throw incomplete('请写明情况后再提交。');
	if (given.act === 'closed' && (found.owedFen ?? 0) > 0)
		throw incomplete('核实的欠薪还没有清偿完，不能办结；请先登记清偿，或重新核实金额。');
	const isOver = found.closedAt !== null;
	if (isOver !== (given.act === 'visited') && given.act !== 'note')
		throw incomplete(isOver ? '案件已经办结，只能登记回访或备注。' : '案件还没有办结，不能登记回访。');
}

/** Keeps an act on a case. @throws RiskError CASE_MOVED, CASE_INCOMPLETE */
export async function actOnCase(
	warehouse: Warehouse,
	clock: Clock,
	found: Case,
	given: NewCaseAct,
	actor: Actor
): Promise<void> {
	check(found, given);
	await warehouse.write(async (tx) => {
		const [row] = await tx.all('select count(*) as n from case_act where case_no = $no', { no: found.no });
		if (Number(row?.['n']) !== given.seen)
			throw new RiskError('CASE_MOVED', '刚才已有人办理了这件案件，您的内容没有提交；请看最新情况后再办。');
		await tx.run(
			`insert into case_act values ($no, $project, $uscc, $street, $act, cast($at as timestamp), $actor_id, $actor,
				$workers, $amount, $party, $article, $choice, $words)`,
			{
				no: found.no,
				project: found.projectCode,
				uscc: found.uscc,
				street: found.street,
				act: given.act,
				at: shanghaiTime(clock()),
				actor_id: actor.id,
				actor: actor.name,
				workers: given.workers ?? null,
				amount: given.amountFen ?? null,
				party: given.party ?? null,
				article: given.article ?? null,
				choice: given.choice ?? null,
				words: given.words?.trim() || null
			}
		);
	});
}

export interface NewCase {
	readonly clueNo: string | null;
	readonly projectCode: string | null;
	readonly uscc: string | null;
	readonly street: string | null;
	readonly kind: string;
	readonly statGroup: string;
	readonly workers: number | null;
	readonly amountFen: number | null;
}

const fenInYuan = 100;

/** Opens a case, from a clue or without one; its number is answered. @throws RiskError CASE_INCOMPLETE, HAND_REFUSED */
export async function openCase(context: IngestContext, given: NewCase, actor: Actor): Promise<string> {
	if (given.projectCode === null && given.uscc === null)
		throw incomplete('请写明项目编码或统一社会信用代码，案件才能记到项目或企业名下。');
	return enterByHand(
		context,
		'cases',
		{
			clue_no: given.clueNo,
			project_code: given.projectCode,
			uscc: given.uscc,
			case_kind: given.kind,
			stat_group: given.statGroup,
			opened_at: shanghaiDay(context.clock()),
			worker_count: given.workers,
			amount: given.amountFen === null ? null : given.amountFen / fenInYuan
		},
		given,
		actor
	);
}

/**
 * A case that we opened ourselves is written anew after an act, so that indicators, ledgers and tables count what
 * was verified and closed; the row of a supplier is the supplier's, and stays.
 */
export async function refreshOurCase(context: IngestContext, found: Case): Promise<void> {
	if (!isOurs('cases', found.no)) return;
	const yuan = (fen: number | null | undefined) => (fen == null ? null : fen / fenInYuan);
	const isSite = found.statGroup === '工程建设领域';
	const workers = found.verified?.workers ?? found.workers;
	const amount = yuan(found.verified?.amountFen ?? found.amountFen);
	const row: HandRow = {
		case_no: found.no,
		clue_no: found.clueNo,
		project_code: found.projectCode,
		uscc: found.uscc,
		case_kind: found.kind,
		stat_group: found.statGroup,
		opened_at: found.openedAt,
		closed_at: found.closedAt,
		worker_count: workers,
		// On a building site those who are owed wages are migrant workers; elsewhere nobody has counted them.
		migrant_count: isSite ? workers : null,
		amount,
		migrant_amount: isSite ? amount : null,
		verified: found.verified === null ? null : (found.verified.amountFen ?? 0) > 0,
		paid_from: found.acts.findLast(({ act }) => act === 'paid')?.choice ?? null
	};
	await writeHandRow(context, 'cases', row);
}
