import type { PageProps } from './$types';

/** What the page of a campaign loads. */
export type CampaignData = PageProps['data'];

/** The campaign that is shown. */
export type CampaignWindow = NonNullable<CampaignData['window']>;
