import type { Policy, RoutingRule } from './policy';

/** What is known of a case when somebody asks who is responsible; an absent fact matches no condition on it. */
export type RoutingFacts = { readonly [K in keyof RoutingRule['when']]?: string | undefined };

/** The first rule of the pack's table whose conditions all hold for these facts; null when none does. */
export function routingRuleFor(policy: Pick<Policy, 'routing'>, facts: RoutingFacts): RoutingRule | null {
	const holds = (rule: RoutingRule) =>
		Object.entries(rule.when).every(([fact, allowed]) => {
			const value = facts[fact as keyof RoutingFacts];
			return value !== undefined && (allowed as readonly string[]).includes(value);
		});
	return policy.routing.find(holds) ?? null;
}
