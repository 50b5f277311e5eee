package wordmill.evaluate;

import java.io.Serializable;

/**
 * How well a text was predicted: exp(−1/N · Σ ln p(token)). Each token weighs the same, the ends of
 * sentences included, however the text was cut.
 *
 * @param nats Σ −ln p(token), 0 or more
 * @param tokens N
 */
public record Perplexity(double nats, long tokens) implements Serializable {
  /** Of no text. */
  public static final Perplexity NONE = new Perplexity(0, 0);

  /** With some more tokens. */
  public Perplexity add(double moreNats, long moreTokens) {
    return new Perplexity(nats + moreNats, tokens + moreTokens);
  }

  /**
   * Of both texts. In another order the sum may differ in its last bits, so merge in replica order.
   */
  public Perplexity merge(Perplexity other) {
    return add(other.nats, other.tokens);
  }

  /** Mean cross-entropy of a token in nats: the loss. */
  public double natsPerToken() {
    if (tokens == 0) {
      throw new IllegalStateException("no token, no perplexity");
    }
    return nats / tokens;
  }

  /** The perplexity, 1 or more; that of a uniform guess among V words is V. */
  public double value() {
    return StrictMath.exp(natsPerToken());
  }

  /**
   * Of a model of characters: mean cross-entropy of a character in bits, log2 of the perplexity.
   */
  public double bitsPerCharacter() {
    return natsPerToken() / StrictMath.log(2);
  }
}
