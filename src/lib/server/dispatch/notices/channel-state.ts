import { RiskError } from '$lib/domain/errors';
import type { NoticeSettings } from './notice-settings';
import { definitionOf, openChannel, perMinuteOf } from './open-channel';
import { doorwayOf, type NoticeOffice } from './tell';

/** A configured channel, and what keeps it from being used. */
export interface ChannelState {
	readonly id: string;
	readonly kind: string;
	readonly label: { readonly zh: string; readonly en: string };
	/** `host:port`; null where it cannot be used. */
	readonly place: string | null;
	readonly problem: string | null;
	readonly perMinute: number;
	readonly restMinutes: readonly number[];
	readonly isPersonal: boolean;
	/** People of notices.yaml whom it can write to or call. */
	readonly people: readonly { readonly id: string; readonly name: string }[];
}

/** Every channel as it stands now; nothing is sent. */
export function channelStates(
	office: Pick<NoticeOffice, 'home' | 'env'>,
	settings: NoticeSettings
): ChannelState[] {
	return settings.channels.map((entry) => {
		const { kind, label, isPersonal, reaches, limits } = definitionOf(entry);
		const state = {
			id: entry.id,
			kind,
			label,
			perMinute: perMinuteOf(entry),
			restMinutes: limits.restMinutes,
			isPersonal,
			people: settings.people
				.filter((person) => !isPersonal || reaches(person))
				.map(({ id, name }) => ({ id, name }))
		};
		try {
			return { ...state, place: openChannel(entry, doorwayOf(office)).place, problem: null };
		} catch (error) {
			if (!(error instanceof RiskError)) throw error;
			return { ...state, place: null, problem: error.message };
		}
	});
}
