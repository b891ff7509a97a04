import { RiskError } from '$lib/domain/errors';
import type { App } from '$lib/server/app';
import { isEmptyHome } from '../demo';
import history from '../history.job';
import score from '../score.job';
import { makeProvince, type ProvinceSize } from './province';

/**
 * Makes a province in the home of `app` and judges it as the timetable does, with some past weeks, so that every page has
 * something to show; the home stays, for `npm run measure`.
 * @throws RiskError HOME_NOT_EMPTY
 */
export async function keepProvince(app: App, size: ProvinceSize, say: (text: string) => void): Promise<void> {
	if (!(await isEmptyHome(app)))
		throw new RiskError(
			'HOME_NOT_EMPTY',
			`数据目录 ${app.config.home} 已有数据，不能造入合成数据；请用 XINSHAO_HOME=空目录 换一个目录。`
		);
	await makeProvince(app, size, say);
	const line = (text: string) => say(`${text}\n`);
	await score.run(app, line);
	await history.run(app, line);
	await app.warehouse.checkpoint();
}
