import { RiskError } from '$lib/domain/errors';
import type { Reader } from './warehouse';

/** Questions that took longer than this are heavy from then on. */
const heavyMilliseconds = 1_000;
/** Heavy questions that are answered at a time: the other connections stay free for light ones. */
const heavyAtATime = 3;
/** Questions whose duration is remembered. */
const remembered = 500;

/** A question in progress, which can be broken off. */
export interface Interruptible {
	read: Reader['read'];
	/** As `read`, broken off after so many milliseconds; the engine then says so by an error. */
	readWithin(milliseconds: number): Reader['read'];
}

/**
 * The reader of pages: a question that takes too long is broken off with a sentence, and of those known to be heavy only
 * a few run at a time, so that a light page never waits behind them.
 * @throws RiskError QUERY_TOO_LONG
 */
export function pageReader(warehouse: Interruptible, longestMilliseconds = 20_000): Reader {
	const lasted = new Map<string, number>();
	const waiting: (() => void)[] = [];
	let heavy = 0;
	const enter = async () => {
		if (heavy < heavyAtATime) heavy += 1;
		else await new Promise<void>((go) => waiting.push(go));
	};
	const leave = () => {
		const next = waiting.shift();
		if (next) next();
		else heavy -= 1;
	};
	const within = warehouse.readWithin(longestMilliseconds);
	return {
		async read(sql, params, row) {
			const isHeavy = (lasted.get(sql) ?? 0) > heavyMilliseconds;
			if (isHeavy) await enter();
			const started = performance.now();
			try {
				return await within(sql, params, row);
			} catch (cause) {
				if (performance.now() - started < longestMilliseconds) throw cause;
				throw new RiskError(
					'QUERY_TOO_LONG',
					`这个页面的查询超过 ${Math.round(longestMilliseconds / 1000)} 秒，已停止；请缩小范围（选一个街道或较短的时间）后再试。`,
					{},
					{ cause }
				);
			} finally {
				lasted.delete(sql);
				lasted.set(sql, performance.now() - started);
				if (lasted.size > remembered) lasted.delete(lasted.keys().next().value ?? '');
				if (isHeavy) leave();
			}
		}
	};
}
