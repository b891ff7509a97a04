import type { RowScope } from '$lib/domain/roles';
import type { App } from '$lib/server/app';
import { scoped } from '$lib/server/accounts/scoped';
import type { Reader } from '$lib/server/warehouse/warehouse';

/** The reader of pages, kept within the streets and sectors of a scope; a street goes by its other names, too. */
export const rowsWithin = (app: App, scope: RowScope): Reader =>
	scoped(app.pageReader, scope, app.tables, (unit) => [
		unit,
		...(app.policy.units.find((one) => one.name === unit)?.aliases ?? [])
	]);
