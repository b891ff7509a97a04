import type { TierKey } from '$lib/domain/tier-key';

/** A page that is printed, in words that are ready to print; the writer of PDF sets it, and knows nothing of the field. */
export interface Paper {
	readonly title: string;
	readonly lang: 'zh' | 'en';
	/** Whose paper it is: the district or county. */
	readonly author: string;
	readonly madeAt: Date;
	readonly isLandscape?: boolean;
	/** A sheet that is looked at, with narrow margins, instead of a document that is read and filed. */
	readonly isSheet?: boolean;
	readonly blocks: readonly PaperBlock[];
	/** District, day, version of the data, who printed it: at the foot of every page. */
	readonly foot: string;
	/** 'page 2 of 5', given both numbers. */
	readonly pageOf: (page: number, pages: number) => string;
	/** Who took it, when and what for: faint across every page, so that a copy says where it came from. */
	readonly mark: string;
}

/** Colour of a piece of text; colour never says anything that the words beside it do not. */
export type PaperTone = TierKey | 'quiet' | 'worse' | 'better' | 'accent';

export interface PaperRun {
	readonly text: string;
	readonly tone?: PaperTone;
	readonly isBold?: boolean;
}

export type PaperText = string | readonly PaperRun[];

export interface PaperColumn {
	readonly head: string;
	/** Relative width. */
	readonly weight: number;
	readonly align?: 'left' | 'center' | 'right';
}

export interface PaperTable {
	readonly kind: 'table';
	readonly columns: readonly PaperColumn[];
	readonly rows: readonly (readonly PaperText[])[];
	/** Said in place of rows where there are none. */
	readonly empty?: string;
	/** Points; 9 where it is not given. */
	readonly size?: number;
	/** Height of a row at least, in points. */
	readonly rowHeight?: number;
	/** Every cell in one line, cut with a sign where it is longer. */
	readonly isOneLine?: boolean;
}

/** One of the large figures beside one another at the head of a sheet. */
export interface PaperCount {
	readonly label: PaperText;
	readonly value: string;
	readonly unit?: string;
	readonly note?: PaperText;
	/** Under the note, smaller. */
	readonly under?: PaperText;
	readonly tone?: PaperTone;
}

export type PaperBlock =
	| { readonly kind: 'title'; readonly text: string; readonly under?: string; readonly beside?: string }
	| { readonly kind: 'heading'; readonly text: string; readonly size?: number }
	| { readonly kind: 'text'; readonly text: PaperText; readonly indent?: boolean; readonly size?: number }
	| {
			readonly kind: 'note';
			readonly text: string;
			readonly align?: 'left' | 'right';
			/** Points under it that stay on the same page. */
			readonly keep?: number;
	  }
	| {
			readonly kind: 'list';
			readonly items: readonly string[];
			readonly isNumbered?: boolean;
			readonly size?: number;
	  }
	| {
			readonly kind: 'facts';
			readonly facts: readonly (readonly [label: string, value: string])[];
			readonly columns: number;
			readonly size?: number;
	  }
	| PaperTable
	| { readonly kind: 'counts'; readonly counts: readonly PaperCount[] }
	| {
			readonly kind: 'drawing';
			/** SVG of width and height, drawn as wide as there is room and no higher than `most` points. */
			readonly svg: string;
			readonly width: number;
			readonly height: number;
			readonly most?: number;
			readonly alt: string;
	  }
	| {
			/** Side by side; what stands in them is never broken over pages. */
			readonly kind: 'columns';
			readonly parts: readonly { readonly weight: number; readonly blocks: readonly PaperBlock[] }[];
	  }
	| { readonly kind: 'gap'; readonly height: number }
	| { readonly kind: 'page' };
