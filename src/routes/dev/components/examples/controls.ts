import { createRawSnippet } from 'svelte';
import Attachments from '$lib/components/Attachments.svelte';
import DateField from '$lib/components/DateField.svelte';
import FacetBar from '$lib/components/FacetBar.svelte';
import KeyHelp from '$lib/components/KeyHelp.svelte';
import ListFilter from '$lib/components/ListFilter.svelte';
import MeasureTabs from '$lib/components/MeasureTabs.svelte';
import Menu from '$lib/components/Menu.svelte';
import MessageList from '$lib/components/MessageList.svelte';
import PlaceSelect from '$lib/components/PlaceSelect.svelte';
import Sheet from '$lib/components/Sheet.svelte';
import SubjectField from '$lib/components/SubjectField.svelte';
import { over, partOf, shown } from '../example';
import { asOf, board, longName, longWord, sectors, streets } from '../samples';

const text = (words: string) => createRawSnippet(() => ({ render: () => `<span>${words}</span>` }));
const nothing = () => undefined;

export default {
	DateField: shown(DateField, {
		empty: { name: 'a', label: 'A day' },
		'with bounds': { name: 'b', label: 'A day', value: asOf, min: '2026-11-02', max: '2026-12-10' },
		'Spring Festival': { name: 'c', label: 'A day', value: '2026-02-17' },
		disabled: { name: 'd', label: 'A day', value: asOf, disabled: true }
	}),
	DateCalendar: partOf('DateField'),
	CalendarHead: partOf('DateField'),
	SubjectField: shown(SubjectField, {
		empty: { name: 'e', label: 'A project', kind: 'project' },
		'with a code': { name: 'f', label: 'An enterprise', kind: 'enterprise', value: '91000000EXAMPLE001' }
	}),
	SubjectCombobox: partOf('SubjectField'),
	Menu: shown(Menu, {
		'links, forms, a choice': {
			label: 'Example menu',
			back: '/dev/components',
			children: text('Open'),
			groups: [
				{ title: 'Links', entries: [{ text: longWord, href: '#Menu', icon: 'keep' }] },
				{
					title: 'One of them holds',
					entries: [
						{ text: 'this', deed: nothing, isChosen: true },
						{ text: longName, deed: nothing, isChosen: false }
					]
				}
			]
		}
	}),
	MenuLive: partOf('Menu'),
	Sheet: over(Sheet, { 'with words': { title: longName, onclose: nothing, children: text(longWord) } }),
	KeyHelp: over(KeyHelp, { usual: { onclose: nothing } }),
	MessageList: over(MessageList, { usual: { onclose: nothing } }),
	ConfirmDialog: partOf('Confirm'),
	Confirm: partOf('the frame of every page; the button below shows it'),
	Search: partOf('the frame of every page: Ctrl K'),
	MeasureTabs: shown(MeasureTabs, { usual: { shown: 'worst', hrefOf: () => '#MeasureTabs' } }),
	PlaceSelect: shown(PlaceSelect, {
		'nothing chosen': { of: 'street', names: streets, value: undefined },
		chosen: { of: 'sector', names: sectors, value: sectors[2] }
	}),
	FacetBar: shown(FacetBar, {
		many: {
			facets: {
				streets: board.streets.map(({ name, counts }) => ({
					name: name ?? '',
					projects: counts.red + counts.yellow + counts.blue + counts.normal,
					red: counts.red,
					yellow: counts.yellow
				})),
				sectors: [{ name: longWord, projects: 1, red: 0, yellow: 0 }],
				tiers: [{ tier: 'red', projects: 4 }]
			}
		},
		empty: { facets: { streets: [], sectors: [], tiers: [] } }
	}),
	ListFilter: shown(ListFilter, {
		projects: { view: { filter: {} }, kind: 'project', streets, sectors },
		enterprises: { view: { filter: { q: longName } }, kind: 'enterprise', streets, sectors: [] }
	}),
	Attachments: shown(Attachments, {
		none: { about: 'case', no: 'EX-1', files: [], mayAdd: false },
		some: {
			about: 'case',
			no: 'EX-1',
			files: [
				{
					id: 1,
					fileName: `${longName}.pdf`,
					bytes: 1_234_567,
					sha256: '0'.repeat(64),
					words: longWord,
					at: '2026-11-20 09:00:00',
					actor: '某某'
				}
			],
			mayAdd: true
		}
	})
};
