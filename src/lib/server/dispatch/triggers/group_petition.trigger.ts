import { groupPetitionParams, groupPetitions } from './group-petitions';
import type { TriggerDefinition } from './trigger';

/**
 * Five people or more; in 涧西 (四(六)) at city level or above, of a district project whose progress payment covers the
 * wages: then progress payments stop.
 */
export default {
	id: 'group_petition',
	sql: groupPetitions,
	params: groupPetitionParams
} satisfies TriggerDefinition;
