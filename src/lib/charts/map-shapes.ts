/** The boundary of a street, ready to be drawn. */
export interface MapShape {
	readonly name: string;
	/** Path of SVG in the units of the frame. */
	readonly path: string;
	/** Where its name and figure stand. */
	readonly x: number;
	readonly y: number;
}

/** Official boundaries in place of the tiles. */
export interface MapShapes {
	readonly width: number;
	readonly height: number;
	readonly shapes: readonly MapShape[];
	/** The line 审图号. */
	readonly approvalNo: string;
	readonly projection: string;
}
