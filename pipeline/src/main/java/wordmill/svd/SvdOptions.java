package wordmill.svd;

import java.io.Serializable;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.random.Seeds;

/**
 * How many singular triplets, and how they are found.
 *
 * @param rank k, 1 or more
 * @param solver who finds them
 * @param blockSize b, columns multiplied at once, 1 to 1024
 * @param blocks q, blocks of the Krylov basis, 1 to 64; b · q is k or more
 * @param seed of the random start
 */
public record SvdOptions(int rank, Solver solver, int blockSize, int blocks, long seed)
    implements Serializable {

  /** Who finds the triplets. */
  public enum Solver {
    /** Block Krylov iteration of our own. */
    KRYLOV,
    /** MLlib's computeSVD. */
    LANCZOS
  }

  public SvdOptions {
    BadInputException.check(rank >= 1, "svd.rank must be 1 or more, but is %d", rank);
    BadInputException.check(
        blockSize >= 1 && blockSize <= 1024,
        "svd.block-size must be 1 to 1024, but is %d",
        blockSize);
    BadInputException.check(
        blocks >= 1 && blocks <= 64, "svd.blocks must be 1 to 64, but is %d", blocks);
    BadInputException.check(
        (long) blockSize * blocks >= rank,
        "svd.block-size times svd.blocks must be svd.rank or more, but %d times %d is less than %d",
        blockSize,
        blocks,
        rank);
  }

  public static SvdOptions from(Settings settings) {
    return new SvdOptions(
        settings.integer("svd.rank"),
        settings.choice("svd.solver", Solver.class),
        settings.integer("svd.block-size"),
        settings.integer("svd.blocks"),
        new Seeds(settings.longInteger("seed")).forStage("svd").nextLong());
  }
}
