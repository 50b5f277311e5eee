package wordmill.lm;

import java.io.Serializable;
import wordmill.config.BadInputException;
import wordmill.config.Ranges;
import wordmill.config.Settings;
import wordmill.nn.Cell;
import wordmill.training.DropoutMask;

/**
 * The network: its shape and what it starts with.
 *
 * @param layers recurrent ones, 1 to 16
 * @param embeddingSize D, 1 to 10,000
 * @param hiddenSize H of each layer, 1 to 10,000
 * @param dropout share of units dropped between layers, 0 to below 1
 * @param tied whether the softmax has the embedding's weights (Press & Wolf 2017, arXiv:1608.05859;
 *     Inan, Khosravi & Socher 2017, arXiv:1611.01462); then D = H
 * @param startFromVectors folder of an embeddings artifact, or {@link #NONE}
 * @param initRange other weights start uniform between plus and minus this, above 0
 */
public record NetworkOptions(
    Cell cell,
    int layers,
    int embeddingSize,
    int hiddenSize,
    double dropout,
    DropoutMask dropoutMask,
    boolean tied,
    String startFromVectors,
    double initRange)
    implements Serializable {
  /** All weights start at random. */
  public static final String NONE = "none";

  private static final int SMALL = 256;

  public NetworkOptions {
    Ranges.check("lm.layers", layers, 1, 16);
    Ranges.check("lm.embedding-size", embeddingSize, 1, 10_000);
    Ranges.check("lm.hidden-size", hiddenSize, 1, 10_000);
    Ranges.checkBelowOne("lm.dropout", dropout);
    BadInputException.check(
        !tied || embeddingSize == hiddenSize,
        "lm.tied needs lm.embedding-size to be lm.hidden-size, but they are %d and %d",
        embeddingSize,
        hiddenSize);
    BadInputException.check(
        !startFromVectors.isBlank(),
        "lm.start-from-vectors must be none or a folder, but is empty");
    Ranges.checkAboveZero("lm.init-range", initRange);
  }

  /** The same kind of network, small, of random weights. */
  NetworkOptions small() {
    int units = Math.min(hiddenSize, SMALL);
    return new NetworkOptions(
        cell, Math.min(layers, 2), units, units, dropout, dropoutMask, tied, NONE, initRange);
  }

  static NetworkOptions from(Settings settings) {
    return new NetworkOptions(
        settings.choice("lm.cell", Cell.class),
        settings.integer("lm.layers"),
        settings.integer("lm.embedding-size"),
        settings.integer("lm.hidden-size"),
        settings.number("lm.dropout"),
        settings.choice("lm.dropout-mask", DropoutMask.class),
        settings.flag("lm.tied"),
        settings.text("lm.start-from-vectors"),
        settings.number("lm.init-range"));
  }
}
