import type zh from './zh-related';

/** Words of projects with one root, in English. */
const en: Readonly<Record<keyof typeof zh, string>> = {
	'nav.related': 'Same root',
	'related.title': 'Projects with one root',
	'related.intro':
		'Projects behind which stands the same contractor, labour company, owner or legal representative, side by side. Where money stops at one, it often stops at all. A hint for inspections; it never changes a tier.',
	'related.rule':
		'How groups are made: the root of an enterprise is its legal representative where that person represents two or more enterprises on projects, else the enterprise itself; a project belongs to the roots of its contractor, labour company and owner. The chain ends there: followed on through labour companies and owners, it would join nearly every project. Owners of projects paid by the government or state-owned enterprises are no root; a root with more than {hub} projects is a hub and not listed. Legal representatives of one name are taken for one person: check before use.',
	'related.hubs': '{n} hubs are not listed.',
	'related.root': 'Root',
	'related.kinds': 'Part',
	'related.kind.contractor': 'Contractor',
	'related.kind.labour': 'Labour company',
	'related.kind.owner': 'Owner',
	'related.person': 'Legal representative {name}',
	'related.companies': '{n} enterprises',
	'related.projects': 'Projects',
	'related.streets': 'Streets',
	'related.red_yellow': 'Red / yellow',
	'related.across': 'Across streets only',
	'related.all': 'Also within one street',
	'related.every_kind': 'Every part',
	'related.only_project': 'With the same root as project {code}',
	'related.only_company': 'With the same root as enterprise {code}',
	'related.clear': 'Show all',
	'related.graph': 'Who stands behind what',
	'related.open': 'Open',
	'related.close': 'Close',
	'related.one_company': 'One enterprise',
	'related.table': 'Projects',
	'related.here': 'Same root'
};

export default en;
