package wordmill.embeddings;

/**
 * How the answer x to "a is to b as c is to x" is scored by its cosines with the three (Levy &
 * Goldberg 2014).
 */
public enum AnalogyRule {
  /** 3CosAdd, equation 3: cos(x, b) − cos(x, a) + cos(x, c). */
  ADD {
    @Override
    public float score(float a, float b, float c) {
      return b - a + c;
    }
  },
  /** 3CosMul, equation 4, of cosines shifted to [0, 1]: cos(x, b) · cos(x, c) / (cos(x, a) + ε). */
  MUL {
    @Override
    public float score(float a, float b, float c) {
      return (b + 1) * 0.5f * ((c + 1) * 0.5f) / ((a + 1) * 0.5f + EPSILON);
    }
  };

  /** ε of 3CosMul. */
  public static final float EPSILON = 1e-3f;

  /** The score of a word whose cosines with the question's three words are these. */
  public abstract float score(float a, float b, float c);
}
