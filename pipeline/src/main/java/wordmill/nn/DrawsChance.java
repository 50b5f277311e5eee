package wordmill.nn;

import wordmill.random.Generator;

/**
 * A layer that draws random numbers while it trains; whoever trains hands it a generator, so that a
 * retried task draws the same.
 */
public interface DrawsChance {
  void chance(Generator random);
}
