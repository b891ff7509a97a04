import type { Component } from 'svelte';

/** A component in one state. */
export interface ExampleState {
	readonly title: string;
	readonly props: Record<string, unknown>;
}

/** How a component stands on the page of components. */
export interface Example {
	readonly states: readonly ExampleState[];
	readonly component: Component<Record<string, unknown>> | null;
	/** Lies over the page: it is opened by a button, closed by what it calls itself. */
	readonly isOver: boolean;
	/** Where it is seen, for what cannot stand by itself: another component, or the frame of every page. */
	readonly within: string | null;
}

type States<C extends Component<never>> = Readonly<Record<string, Parameters<C>[1]>>;

/** A component in the states that are named; the compiler holds each to its properties. */
export function shown<C extends Component<never>>(component: C, states: States<C>): Example {
	return {
		component: component as unknown as Example['component'],
		states: Object.entries(states).map(([title, props]) => ({ title, props })),
		isOver: false,
		within: null
	};
}

/** As `shown`, for what lies over the page. */
export function over<C extends Component<never>>(component: C, states: States<C>): Example {
	return { ...shown(component, states), isOver: true };
}

/** For a component that is seen as a part of `place`. */
export const partOf = (place: string): Example => ({
	component: null,
	states: [],
	isOver: false,
	within: place
});
