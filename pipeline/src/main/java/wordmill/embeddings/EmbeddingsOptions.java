package wordmill.embeddings;

import java.io.Serializable;
import wordmill.config.BadInputException;
import wordmill.config.Settings;

/**
 * How singular vectors become word vectors (Levy, Goldberg & Dagan 2015, section 3.3).
 *
 * @param exponent p of U · σ^p, 0 to 1: 0 weighs all directions alike, 1 keeps the matrix's own
 * @param contexts whether V · σ^p is added
 */
public record EmbeddingsOptions(double exponent, boolean contexts) implements Serializable {
  public EmbeddingsOptions {
    BadInputException.check(
        exponent >= 0 && exponent <= 1, "embeddings.exponent must be 0 to 1, but is %s", exponent);
  }

  public static EmbeddingsOptions from(Settings settings) {
    return new EmbeddingsOptions(
        settings.number("embeddings.exponent"), settings.flag("embeddings.contexts"));
  }
}
