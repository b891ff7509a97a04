import type { ChannelDefinition, Environment, OpenChannel } from '../channels/channel';
import { channels } from '../channels/registry';
import type { ChannelEntry } from './notice-settings';

/** Longest wait for a server or a robot. */
const answerMilliseconds = 10_000;

export const definitionOf = ({ kind }: ChannelEntry): ChannelDefinition => {
	const definition = channels.get(kind);
	if (definition === undefined) throw new Error(`channel kind ${kind} passed the check of notices.yaml`);
	return definition;
};

export interface Doorway {
	readonly env: Environment;
	readonly allowedHosts: readonly string[];
	readonly milliseconds?: number;
}

/** A configured channel, ready to send. @throws RiskError NOTICES_NO_SECRET, NOTICES_INVALID, SOURCE_NOT_ALLOWED */
export function openChannel(entry: ChannelEntry, { env, allowedHosts, milliseconds }: Doorway): OpenChannel {
	const { id, per_minute: _limit, ...settings } = entry;
	return definitionOf(entry).open(settings, {
		name: id,
		env,
		allowedHosts,
		milliseconds: milliseconds ?? answerMilliseconds
	});
}

/** Messages a minute: what the channel bears, or less where the office says so. */
export const perMinuteOf = (entry: ChannelEntry) =>
	Math.min(entry.per_minute ?? Number.POSITIVE_INFINITY, definitionOf(entry).limits.perMinute);
