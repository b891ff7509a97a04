import type { z } from 'zod';

/** What a message says of one event. */
export interface MessageItem {
	/** Key of the notice: the same event has the same key for ever. */
	readonly key: string;
	readonly kind: string;
	readonly level: number;
	readonly title: string;
	readonly words: string;
	/** The page of the item, with the origin. */
	readonly link: string;
	/** 'YYYY-MM-DD' */
	readonly day: string;
}

/** Somebody on duty, from notices.yaml: never a worker, never a complainant. */
export interface Person {
	readonly id: string;
	readonly name: string;
	readonly unit?: string | undefined;
	readonly mail?: string | undefined;
	readonly phone?: string | undefined;
	readonly feishu_id?: string | undefined;
}

/** One message, before a channel gives it its form. */
export interface Message {
	/** The same on every attempt, so that who receives it twice can tell. */
	readonly id: string;
	readonly headline: string;
	readonly recipient: string;
	readonly people: readonly Person[];
	readonly items: readonly MessageItem[];
}

/** Exactly what goes out, as the page shows it before it does. */
export interface Outgoing {
	readonly to: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** What came back. */
export interface Answer {
	readonly ok: boolean;
	/** HTTP or SMTP status and the robot's own code, or why there was no answer. */
	readonly status: string;
	readonly answer: string;
}

/** A channel as configured, ready to be used. */
export interface OpenChannel {
	/** `host:port` that it talks to. */
	readonly place: string;
	/** Values that must never be shown or kept. */
	readonly secrets: readonly string[];
	compose(message: Message, now: Date): Outgoing;
	send(outgoing: Outgoing): Promise<Answer>;
}

export interface ChannelLimits {
	/** Messages in any 60 seconds. */
	readonly perMinute: number;
	/** Minutes of the hour in which nothing is sent. */
	readonly restMinutes: readonly number[];
	/** Bytes of the text that one message may hold. */
	readonly bytes: number;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** A way to tell somebody something. A file `<kind>.channel.ts` is a channel. */
export interface ChannelDefinition<S extends z.ZodType = z.ZodType> {
	readonly kind: string;
	readonly label: { readonly zh: string; readonly en: string };
	/** Its entry in notices.yaml, beside `id` and `per_minute`. */
	readonly shape: S;
	readonly limits: ChannelLimits;
	/** Whether it writes to each person apart; else to a group or a program, in which people are called. */
	readonly isPersonal: boolean;
	/** Whether a person can be reached over it; asked of personal channels only. */
	reaches(person: Person): boolean;
	/** @throws RiskError NOTICES_NO_SECRET, SOURCE_NOT_ALLOWED */
	open(settings: z.output<S>, world: ChannelWorld): OpenChannel;
}

/** What a channel may use of the world. */
export interface ChannelWorld {
	readonly name: string;
	readonly env: Environment;
	/** Exact `host:port` of the places that may be talked to. */
	readonly allowedHosts: readonly string[];
	/** Longest wait for an answer. */
	readonly milliseconds: number;
}

/** Keeps the settings' type for the file and lets go of it for the registry, which reads every shape alike. */
export function channel<S extends z.ZodType>(definition: ChannelDefinition<S>): ChannelDefinition {
	return {
		...definition,
		open: (settings, world) => definition.open(definition.shape.parse(settings), world)
	};
}
