// One by one, so that a page carries these and not the two thousand of the set.
import ArrowDown from '@lucide/svelte/icons/arrow-down';
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import Bell from '@lucide/svelte/icons/bell';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import Check from '@lucide/svelte/icons/check';
import ChevronDown from '@lucide/svelte/icons/chevron-down';
import ChevronLeft from '@lucide/svelte/icons/chevron-left';
import ChevronRight from '@lucide/svelte/icons/chevron-right';
import ChevronsUpDown from '@lucide/svelte/icons/chevrons-up-down';
import CircleUser from '@lucide/svelte/icons/circle-user-round';
import Contrast from '@lucide/svelte/icons/contrast';
import Keyboard from '@lucide/svelte/icons/keyboard';
import Languages from '@lucide/svelte/icons/languages';
import LogOut from '@lucide/svelte/icons/log-out';
import Moon from '@lucide/svelte/icons/moon';
import Presentation from '@lucide/svelte/icons/presentation';
import Printer from '@lucide/svelte/icons/printer';
import Route from '@lucide/svelte/icons/route';
import Search from '@lucide/svelte/icons/search';
import Star from '@lucide/svelte/icons/star';
import Sun from '@lucide/svelte/icons/sun';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import X from '@lucide/svelte/icons/x';

/** What the pictures of the product mean, each once: a new one is a line here. */
export const icons = {
	account: CircleUser,
	ascending: ArrowUp,
	chosen: Check,
	close: X,
	dark: Moon,
	date: CalendarDays,
	descending: ArrowDown,
	down: ChevronDown,
	keep: Star,
	keys: Keyboard,
	language: Languages,
	leave: LogOut,
	light: Sun,
	messages: Bell,
	next: ChevronRight,
	previous: ChevronLeft,
	print: Printer,
	screen: Presentation,
	search: Search,
	sortable: ChevronsUpDown,
	system: Contrast,
	tour: Route,
	warning: TriangleAlert
} as const;

export type IconName = keyof typeof icons;
