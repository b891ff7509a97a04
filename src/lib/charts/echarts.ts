/** The parts of ECharts that the board draws with, and no more: about 170 kB less than the whole. */
import { BarChart, CustomChart, LineChart } from 'echarts/charts';
import {
	AriaComponent,
	AxisPointerComponent,
	GridComponent,
	LegendComponent,
	MarkLineComponent,
	TooltipComponent
} from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([
	BarChart,
	CustomChart,
	LineChart,
	AriaComponent,
	AxisPointerComponent,
	GridComponent,
	LegendComponent,
	MarkLineComponent,
	TooltipComponent,
	SVGRenderer
]);

export { init };
