declare module 'svg-to-pdfkit' {
	interface Options {
		/** Points. */
		readonly width?: number;
		readonly height?: number;
		/** Name of a typeface that the document knows. */
		readonly fontCallback?: (family: string, isBold: boolean, isItalic: boolean) => string;
	}
	/** Draws SVG into a document of pdfkit, its corner at the given place. */
	export default function svgToPdf(
		doc: PDFKit.PDFDocument,
		svg: string,
		x: number,
		y: number,
		options?: Options
	): void;
}
