import { groupPetitionParams, groupPetitions } from './group-petitions';
import type { TriggerDefinition } from './trigger';

/** A group asks for wages: the petition office's emergency response starts at once. 涧西 四(十二). */
export default {
	id: 'emergency',
	sql: groupPetitions,
	params: groupPetitionParams
} satisfies TriggerDefinition;
