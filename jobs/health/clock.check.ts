import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { shanghaiTime } from '$lib/domain/clock';
import { journalPath } from '$lib/server/warehouse/ack-journal';
import { fine, ill, type HealthCheck } from './health-check';

/** A file that was written this much later than now tells that the clock went back. */
const toleratedMilliseconds = 5 * 60_000;

export default {
	id: 'clock',
	order: 30,
	label: { zh: '时钟', en: 'Clock' },
	async run(app) {
		if (app.config.now !== undefined) return fine(`按固定时刻运行：${app.config.now}`);
		const now = app.clock();
		const files = [journalPath(app.config.home), join(app.config.home, 'backups')].filter(existsSync);
		const newest = Math.max(0, ...files.map((file) => statSync(file).mtimeMs));
		const [row] = await app.warehouse.read(
			`select count(*) as n from batch where loaded_at > cast($at as timestamp)`,
			{ at: shanghaiTime(new Date(now.getTime() + toleratedMilliseconds)) },
			z.object({ n: z.coerce.number() })
		);
		if (newest > now.getTime() + toleratedMilliseconds || (row?.n ?? 0) > 0)
			return ill(
				`本机时间 ${shanghaiTime(now)} 早于已写入的文件或批次，时钟可能被拨回`,
				'用 timedatectl 核对时间并启用校时服务（chrony 或 systemd-timesyncd）'
			);
		return fine(`北京时间 ${shanghaiTime(now).slice(0, 16)}，不早于已写入的文件`);
	}
} satisfies HealthCheck;
