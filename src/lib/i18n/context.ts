import { createContext } from 'svelte';
import type { TierKey } from '$lib/domain/tier-key';
import type { Language, Translate } from './words';

/** What a component needs in order to speak: the language, its texts, and the pack's names of the tiers. */
export interface Speech {
	readonly lang: Language;
	readonly t: Translate;
	/** Name of a tier as the pack calls it. */
	readonly tierName: (key: TierKey) => string;
}

/** The language of the page; set once by the root layout, since changing it loads the page anew. */
export const [useSpeech, setSpeech] = createContext<Speech>();
