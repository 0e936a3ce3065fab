import { valueOf, type Context } from './expression.ts';
import type { Container, Visit } from './instance.ts';
import type { Mapping } from './process-model.ts';

/** Everything visible at this place: the inner hides the outer. */
export function visibleIn(place: Visit | Container): Record<string, unknown> {
  const chain: ReadonlyMap<string, unknown>[] = [];
  for (let scope: Visit | Container | undefined = place; scope !== undefined; scope = outerOf(scope))
    chain.unshift(scope.variables);
  return Object.assign({}, ...chain.map((variables) => Object.fromEntries(variables))) as Record<string, unknown>;
}

function outerOf(place: Visit | Container): Visit | Container | undefined {
  return 'container' in place ? place.container : place.owner;
}

/**
 * Sets each variable where it exists, walking outwards from `place`; what exists nowhere becomes one of the process.
 */
function merge(place: Visit | Container, variables: Context): void {
  for (const [name, value] of Object.entries(variables)) {
    let scope = place;
    for (;;) {
      const outer = outerOf(scope);
      if (outer === undefined || scope.variables.has(name)) break;
      scope = outer;
    }
    scope.variables.set(name, value);
  }
}

/** Input mappings: local variables of the visit. */
export function mapIn(visit: Visit): void {
  for (const { source, target } of visit.node.inputs) visit.variables.set(target, valueOf(source, visibleIn(visit)));
}

/** What the element brought goes out: through its output mappings when it has some, as it is otherwise. */
export function mapOut(visit: Visit, brought: Context): void {
  const { outputs } = visit.node;
  if (outputs.length === 0) return merge(visit, brought);
  for (const [name, value] of Object.entries(brought)) visit.variables.set(name, value);
  const inside = visibleIn(visit);
  const mapped = outputs.map(({ source, target }: Mapping) => [target, valueOf(source, inside)] as const);
  merge(visit.container, Object.fromEntries(mapped));
}
