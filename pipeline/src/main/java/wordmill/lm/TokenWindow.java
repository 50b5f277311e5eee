package wordmill.lm;

import java.io.Serializable;

/**
 * One step's input: T successive tokens of each of B streams, and the tokens that follow them.
 * Time-major: token t of stream b stands at t · B + b. Memory: 8 bytes a token.
 */
public final class TokenWindow implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int streams;
  private final int[] inputs;
  private final int[] targets;

  TokenWindow(int streams, int[] inputs, int[] targets) {
    this.streams = streams;
    this.inputs = inputs;
    this.targets = targets;
  }

  /** T. */
  public int steps() {
    return inputs.length / streams;
  }

  /** B. */
  public int streams() {
    return streams;
  }

  /** T · B ids; the array itself, not to be changed. */
  public int[] inputs() {
    return inputs;
  }

  /** T · B ids, each the one behind the input at the same place; the array itself, as above. */
  public int[] targets() {
    return targets;
  }
}
