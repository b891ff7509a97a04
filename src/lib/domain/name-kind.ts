/** What a name in a delivery stands for: a project, an enterprise, or either, as the holder of an electricity meter. */
export const nameKinds = ['project', 'enterprise', 'subject'] as const;
export type NameKind = (typeof nameKinds)[number];

/** Why a subject is suggested for a name, the strongest first. */
export const nameReasons = [
	'same_name',
	'decided_elsewhere',
	'former_name',
	'legal_rep',
	'contractor',
	'similar_street',
	'similar'
] as const;
export type NameReason = (typeof nameReasons)[number];
