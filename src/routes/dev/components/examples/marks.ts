import { createRawSnippet } from 'svelte';
import AsJudged from '$lib/components/AsJudged.svelte';
import Delta from '$lib/components/Delta.svelte';
import ExemptMark from '$lib/components/ExemptMark.svelte';
import FigureHelp from '$lib/components/FigureHelp.svelte';
import HelpTip from '$lib/components/HelpTip.svelte';
import Icon from '$lib/components/Icon.svelte';
import Lamp from '$lib/components/Lamp.svelte';
import Money from '$lib/components/Money.svelte';
import Moved from '$lib/components/Moved.svelte';
import TierBadge from '$lib/components/TierBadge.svelte';
import TierMark from '$lib/components/TierMark.svelte';
import { shown } from '../example';
import { longName, wan } from '../samples';

const text = (words: string) => createRawSnippet(() => ({ render: () => `<p>${words}</p>` }));

export default {
	TierBadge: shown(TierBadge, {
		red: { tier: 'red' },
		yellow: { tier: 'yellow' },
		blue: { tier: 'blue' },
		'grey: cannot be judged': { tier: 'grey' },
		normal: { tier: 'normal' },
		large: { tier: 'red', large: true }
	}),
	TierMark: shown(TierMark, {
		red: { tier: 'red' },
		yellow: { tier: 'yellow' },
		blue: { tier: 'blue' },
		grey: { tier: 'grey' },
		normal: { tier: 'normal' },
		'26 px': { tier: 'yellow', size: 26 }
	}),
	Lamp: shown(Lamp, {
		green: { lamp: 'green' },
		yellow: { lamp: 'yellow' },
		red: { lamp: 'red' },
		off: { lamp: 'off' }
	}),
	Delta: shown(Delta, {
		more: { change: 3 },
		fewer: { change: -2 },
		'more is good': { change: 4, good: true },
		none: { change: 0 },
		'nothing to compare with': { change: null }
	}),
	Moved: shown(Moved, {
		worse: { now: 'red', before: 'blue', compared: true },
		better: { now: 'normal', before: 'yellow', compared: true },
		'as before': { now: 'blue', before: 'blue', compared: true },
		new: { now: 'red', compared: true }
	}),
	Money: shown(Money, {
		many: { fen: wan(12345.67) },
		little: { fen: 12_300 },
		zero: { fen: 0 },
		negative: { fen: wan(-41.2) },
		unknown: { fen: null },
		'without unit': { fen: wan(60), unit: false }
	}),
	AsJudged: shown(AsJudged, {
		'without names': { tier: 'red' },
		'with a name and a link': { tier: 'yellow', names: [longName], href: '#AsJudged' }
	}),
	ExemptMark: shown(ExemptMark, { 'not exempted: nothing': { code: 'EX-0001' } }),
	Icon: shown(Icon, {
		'16 px': { name: 'search' },
		'20 px': { name: 'account', size: 20 }
	}),
	FigureHelp: shown(FigureHelp, { 'asks the server': { of: 'workers', name: 'A figure' } }),
	HelpTip: shown(HelpTip, {
		short: { name: 'A figure', children: text('What it is, how it is computed, on what basis.') },
		long: { name: 'A figure', children: text(longName.repeat(4)) }
	})
};
