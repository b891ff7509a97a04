import { followUpParams, followUps } from './follow-ups';
import type { TriggerDefinition } from './trigger';

/** The second visit after a case was closed, so that it does not come back. 高台 二(三)4. */
export default {
	id: 'follow_up_90',
	figure: 'days',
	sql: () => followUps,
	params: followUpParams
} satisfies TriggerDefinition;
