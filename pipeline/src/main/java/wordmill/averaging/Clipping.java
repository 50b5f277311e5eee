package wordmill.averaging;

import java.io.Serializable;
import wordmill.config.BadInputException;

/**
 * Gradients that are too long are cut. By norm the whole gradient g becomes g · min(1, at / ‖g‖),
 * which keeps its direction (Pascanu, Mikolov & Bengio 2013, arXiv:1211.5063, algorithm 1); by
 * value each of its numbers is taken to the nearest in [−at, at].
 *
 * @param at the bound, above 0; 0 where nothing is clipped
 */
public record Clipping(Kind kind, double at) implements Serializable {
  /** What is bounded. */
  public enum Kind {
    NONE,
    NORM,
    VALUE
  }

  public Clipping {
    BadInputException.check(
        kind == Kind.NONE ? at == 0 : at > 0 && Double.isFinite(at),
        "clip-at must be a number above 0 (0 where nothing is clipped), but is %s",
        at);
  }

  public static Clipping none() {
    return new Clipping(Kind.NONE, 0);
  }

  public static Clipping byNorm(double at) {
    return new Clipping(Kind.NORM, at);
  }

  public static Clipping byValue(double at) {
    return new Clipping(Kind.VALUE, at);
  }
}
