import type { figures } from '$lib/i18n/figures';

type Figures = ReturnType<typeof figures>;

/** A share in percent, rounded down to a tenth: 99.96 % of all is not all. */
export const floorPercent = (share: number, { percent }: Figures) =>
	`${percent(Math.floor(share * 1000) / 1000)}%`;

/** Rows set aside in percent of the rows read, rounded up to a hundredth: one bad row is not none. */
export const errorShare = (aside: number, read: number, { percent }: Figures) =>
	`${percent(Math.ceil((aside / read) * 10000) / 10000)}%`;
