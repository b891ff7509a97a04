import type { TierKey } from '$lib/domain/tier-key';
import type { Speech } from '$lib/i18n/context';
import { tierSigns } from '$lib/server/dispatch/paper/colours';
import type { PaperBlock } from '$lib/server/dispatch/paper/paper';
import type { projectStory } from '../story';

/** What the page of a project tells. */
export type Story = Awaited<ReturnType<typeof projectStory>>;

/** A sentence or two of the document. */
export const paragraph = (text: string): PaperBlock => ({ kind: 'text', text, indent: true });

/** Things named one after the other. */
export const listed = (names: readonly string[], { lang }: Speech): string =>
	names.join(lang === 'zh' ? '、' : ', ');

/** A tier by its sign and its name: paper may be printed without colours. */
export const signedTier = (tier: TierKey, { tierName }: Speech): string =>
	`${tierSigns[tier]} ${tierName(tier)}`;
