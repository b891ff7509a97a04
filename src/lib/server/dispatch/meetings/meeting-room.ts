import type { Clock } from '$lib/domain/clock';
import type { WorkCalendar } from '../../policies/calendar';
import type { Policy } from '../../policies/policy';
import type { Warehouse } from '../../warehouse/warehouse';

/** What a meeting needs of the installation. */
export interface MeetingRoom {
	readonly warehouse: Warehouse;
	readonly policy: Policy;
	readonly calendar: WorkCalendar;
	readonly clock: Clock;
}
