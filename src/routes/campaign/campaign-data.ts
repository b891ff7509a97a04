import type { PageProps } from './$types';

/** What the page loads where there is a campaign to show. */
export type CampaignData = Exclude<PageProps['data'], { readonly window: null }>;

/** The campaign that is shown. */
export type CampaignWindow = NonNullable<CampaignData['window']>;
