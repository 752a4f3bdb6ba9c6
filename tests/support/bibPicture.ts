/** Pictures of printed bibs: a page of the PDF that the application made, as the brightness plane of a camera frame. */
import { PDFiumLibrary } from '@hyzyla/pdfium';

export interface Picture {
	width: number;
	height: number;
	/** One byte a pixel, row by row. */
	grey: Uint8Array;
}

/** Renders the first page so that it is `height` pixels high. */
export async function pictureOfPdf(pdf: Uint8Array, height: number): Promise<Picture> {
	const library = await PDFiumLibrary.init();
	try {
		const document = await library.loadDocument(pdf);
		const page = document.getPage(0);
		const scale = height / page.getOriginalSize().originalHeight;
		const { data, width, height: rendered } = await page.render({ scale, render: 'bitmap' });
		document.destroy();
		const grey = new Uint8Array(width * rendered);
		for (let pixel = 0; pixel < grey.length; pixel++) grey[pixel] = data[pixel * 4 + 1] ?? 0;
		return { width, height: rendered, grey };
	} finally {
		library.destroy();
	}
}
