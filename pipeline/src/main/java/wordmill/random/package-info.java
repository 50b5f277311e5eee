/**
 * Chance. In: the root seed of a run and a place in its work. Out: a {@link
 * wordmill.random.Generator} that draws the same numbers there on any cluster and after any retry.
 */
package wordmill.random;
