import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import { shanghaiTime, type Clock } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import { feeds } from '$lib/domain/feeds';
import type { Reader, Transaction, Warehouse } from '../warehouse/warehouse';

/** Hours after the approval in which the file may be taken, and how often. */
export const releaseHours = 24;
export const mostTaken = 3;
/** Feeds of one project that a court or an arbitration asks for. */
export const releasableFeeds = ['payroll', 'roster', 'attendance'] as const;

export interface Release {
	readonly no: number;
	readonly state: 'requested' | 'refused' | 'open' | 'over';
	readonly project: string;
	readonly projectName: string | null;
	readonly feed: string;
	readonly reason: string;
	readonly purpose: string;
	readonly requestedBy: Actor;
	readonly requestedAt: string;
	readonly decidedBy: string | null;
	readonly decidedAt: string | null;
	/** 'YYYY-MM-DD HH:MM:SS', where it was approved. */
	readonly validUntil: string | null;
	readonly taken: number;
}

const releaseRow = z.object({
	no: z.coerce.number(),
	project: z.string(),
	project_name: z.string().nullable(),
	feed: z.string(),
	reason: z.string(),
	purpose: z.string().nullable(),
	actor_id: z.string(),
	actor: z.string(),
	at: z.string(),
	decision: z.string().nullable(),
	decided_by: z.string().nullable(),
	decided_at: z.string().nullable(),
	taken: z.coerce.number()
});

/** Requests on projects that the reader may see, newest first. */
export async function releases(reader: Reader, clock: Clock): Promise<Release[]> {
	const rows = await reader.read(
		`select r.release_no as no, r.project_code as project, p.project_name, r.feed, r.reason, r.purpose, r.actor_id, r.actor,
			cast(r.acted_at as varchar) as at, d.act as decision, d.actor as decided_by, cast(d.acted_at as varchar) as decided_at,
			coalesce(k.n, 0) as taken
		from release_act r
		left join feed_projects p on p.project_code = r.project_code and p.known_to is null
		left join release_act d on d.release_no = r.release_no and d.act in ('approved', 'refused')
		left join (select release_no, count(*) as n from release_act where act = 'taken' group by release_no) k
			on k.release_no = r.release_no
		where r.act = 'requested' order by r.release_no desc limit 200`,
		{},
		releaseRow
	);
	const now = shanghaiTime(clock());
	return rows.map((row) => {
		const validUntil = row.decision === 'approved' ? hoursAfter(row.decided_at!, releaseHours) : null;
		const isOpen = validUntil !== null && now <= validUntil && row.taken < mostTaken;
		return {
			no: row.no,
			state:
				row.decision === null
					? 'requested'
					: row.decision === 'refused'
						? 'refused'
						: isOpen
							? 'open'
							: 'over',
			project: row.project,
			projectName: row.project_name,
			feed: row.feed,
			reason: row.reason,
			purpose: row.purpose ?? '',
			requestedBy: { id: row.actor_id, name: row.actor },
			requestedAt: row.at.slice(0, 16),
			decidedBy: row.decided_by,
			decidedAt: row.decided_at?.slice(0, 16) ?? null,
			validUntil,
			taken: row.taken
		};
	});
}

function hoursAfter(at: string, hours: number): string {
	const moment = new Date(`${at.slice(0, 19).replace(' ', 'T')}+08:00`);
	return shanghaiTime(new Date(moment.getTime() + hours * 3_600_000));
}

/** What acts on releases need. */
export interface ReleaseDesk {
	/** Sees only what the person may see. */
	readonly reader: Reader;
	readonly warehouse: Warehouse;
	readonly clock: Clock;
	readonly actor: Actor;
	readonly signedIn: boolean;
}

const refuse = (code: string, sentence: string) => new RiskError(code, sentence);

function requireSigned({ signedIn }: ReleaseDesk): void {
	if (!signedIn)
		throw refuse(
			'RELEASE_NO_ACCOUNTS',
			'完整导出须由两人经办，未启用账户时无法区分申请人和批准人；请先在 /setup 开立账户。'
		);
}

interface Act {
	readonly no: number;
	readonly actNo: number;
	readonly act: 'requested' | 'approved' | 'refused' | 'taken';
	readonly project: string;
	readonly feed: string;
	readonly reason: string;
	readonly purpose?: string;
	readonly sha256?: string;
	readonly rows?: number;
}

const keepAct = (tx: Transaction, { clock, actor }: ReleaseDesk, act: Act) =>
	tx.run(
		`insert into release_act values ($no, $act_no, $act, cast($at as timestamp), $actor_id, $actor, $project, $feed,
			$reason, $purpose, $sha, $rows)`,
		{
			no: act.no,
			act_no: act.actNo,
			act: act.act,
			at: shanghaiTime(clock()),
			actor_id: actor.id,
			actor: actor.name,
			project: act.project,
			feed: act.feed,
			reason: act.reason.trim().slice(0, 500),
			purpose: act.purpose?.trim().slice(0, 200) ?? null,
			sha: act.sha256 ?? null,
			rows: act.rows ?? null
		}
	);

/**
 * Asks for the rows of a project with persons in the clear. Answers the number.
 * @throws RiskError RELEASE_NO_ACCOUNTS, RELEASE_INCOMPLETE, RELEASE_NOT_THERE
 */
export async function requestRelease(
	desk: ReleaseDesk,
	given: { project: string; feed: string; reason: string; purpose: string }
): Promise<number> {
	requireSigned(desk);
	if (given.reason.trim().length < 4 || given.purpose.trim().length < 2)
		throw refuse('RELEASE_INCOMPLETE', '请写明事由（至少 4 个字）和用途、接收方后再提交。');
	if (!releasableFeeds.some((feed) => feed === given.feed) || !feeds.has(given.feed))
		throw refuse('RELEASE_INCOMPLETE', '请选择可以完整导出的数据。');
	const [seen] = await desk.reader.read(
		'select count(*) as n from feed_projects where known_to is null and project_code = $code',
		{ code: given.project },
		z.object({ n: z.coerce.number() })
	);
	if ((seen?.n ?? 0) === 0)
		throw refuse('RELEASE_NOT_THERE', `没有项目“${given.project}”，或您无权查看；请核对项目编码。`);
	return desk.warehouse.write(async (tx) => {
		const [last] = await tx.all('select coalesce(max(release_no), 0) + 1 as no from release_act');
		const no = Number(last?.['no']);
		await keepAct(tx, desk, { no, actNo: 1, act: 'requested', ...given });
		return no;
	});
}

async function seenRelease({ reader, clock }: ReleaseDesk, no: number): Promise<Release> {
	const found = (await releases(reader, clock)).find((one) => one.no === no);
	if (!found) throw refuse('RELEASE_NOT_THERE', '没有这份申请，或您无权查看。');
	return found;
}

async function nextAct(tx: Transaction, no: number, expected: readonly string[]): Promise<number> {
	const rows = await tx.all('select act from release_act where release_no = $no order by act_no', { no });
	const last = String(rows.at(-1)?.['act'] ?? '');
	if (!expected.includes(last)) throw refuse('RELEASE_MOVED', '这份申请已经处理过，请刷新页面查看结果。');
	return rows.length + 1;
}

/**
 * Approves or refuses; who asked cannot approve.
 * @throws RiskError RELEASE_NO_ACCOUNTS, RELEASE_NOT_THERE, RELEASE_SECOND_PERSON, RELEASE_MOVED
 */
export async function decideRelease(
	desk: ReleaseDesk,
	no: number,
	{ act, reason }: { act: 'approved' | 'refused'; reason: string }
): Promise<void> {
	requireSigned(desk);
	const found = await seenRelease(desk, no);
	if (act === 'approved' && found.requestedBy.id === desk.actor.id)
		throw refuse('RELEASE_SECOND_PERSON', '申请人不能批准自己的申请，请由另一人批准。');
	const { project, feed } = found;
	await desk.warehouse.write(async (tx) => {
		const actNo = await nextAct(tx, no, ['requested']);
		await keepAct(tx, desk, { no, actNo, act, project, feed, reason });
	});
}

/**
 * A release that this person may take now.
 * @throws RiskError RELEASE_NOT_THERE, RELEASE_NOT_YOURS, RELEASE_OVER
 */
export async function openRelease(desk: ReleaseDesk, no: number): Promise<Release> {
	requireSigned(desk);
	const found = await seenRelease(desk, no);
	if (found.requestedBy.id !== desk.actor.id)
		throw refuse('RELEASE_NOT_YOURS', '只有申请人本人可以下载，请由申请人登录后下载。');
	if (found.state !== 'open')
		throw refuse(
			'RELEASE_OVER',
			`这份导出尚未批准、已过 ${releaseHours} 小时有效期或已下载 ${mostTaken} 次；仍需要的请重新申请。`
		);
	return found;
}

/** Keeps that the file was taken, before it is given. @throws RiskError RELEASE_OVER, RELEASE_MOVED */
export async function keepTaken(
	desk: ReleaseDesk,
	release: Release,
	file: { sha256: string; rows: number }
): Promise<void> {
	const { no, project, feed } = release;
	await desk.warehouse.write(async (tx) => {
		const actNo = await nextAct(tx, no, ['approved', 'taken']);
		if (actNo - 2 > mostTaken) throw refuse('RELEASE_OVER', '下载次数已用完，仍需要的请重新申请。');
		await keepAct(tx, desk, { no, actNo, act: 'taken', project, feed, reason: '', ...file });
	});
}
