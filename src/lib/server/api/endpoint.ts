import type { z } from 'zod';
import type { WorkCalendar } from '../policies/calendar';
import type { Policy } from '../policies/policy';
import type { Reader } from '../warehouse/warehouse';

/** What an endpoint may use: the caller's own reader, so that rows of others are not there. */
export interface ApiContext {
	readonly reader: Reader;
	readonly policy: Policy;
	readonly calendar: WorkCalendar;
	/** 'YYYY-MM-DD', Asia/Shanghai. */
	readonly today: string;
}

/** One endpoint of the API; a file `<name>.endpoint.ts` is one. */
export interface Endpoint<Query extends z.ZodObject = z.ZodObject, Answer extends z.ZodType = z.ZodType> {
	/** Below /api/v1; `{code}` is the one variable part. */
	readonly path: string;
	readonly summary: string;
	readonly query: Query;
	readonly answer: Answer;
	/** Undefined where there is no such thing, or none that the caller may see. */
	handle(context: ApiContext, query: z.infer<Query>, code: string): Promise<z.infer<Answer> | undefined>;
}

export const endpoint = <Query extends z.ZodObject, Answer extends z.ZodType>(
	definition: Endpoint<Query, Answer>
): Endpoint => definition as unknown as Endpoint;
