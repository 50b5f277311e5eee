package wordmill.evaluate;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import wordmill.config.BadInputException;

/**
 * All that BLEU has to know of a text, in ten numbers. Sums of longs: parts may be counted anywhere
 * and merged in any order.
 *
 * @param tokenizer of all sentences
 * @param orders n-grams for n = 1 to {@value #LONGEST}
 * @param referenceTokens the references' length
 */
public record BleuCounts(BleuTokenizer tokenizer, List<NgramMatches> orders, long referenceTokens)
    implements Serializable {
  /** The longest n-grams that count. */
  static final int LONGEST = 4;

  public BleuCounts {
    BadInputException.check(
        orders.size() == LONGEST, "BLEU counts %d orders, not %d", LONGEST, orders.size());
    orders = List.copyOf(orders);
  }

  /** Of no text. */
  public static BleuCounts none(BleuTokenizer tokenizer) {
    return new BleuCounts(tokenizer, Collections.nCopies(LONGEST, NgramMatches.NONE), 0);
  }

  /** With one more pair of sentences; either may be blank. Time and memory grow with its tokens. */
  public BleuCounts add(String hypothesis, String reference) {
    List<String> ours = tokenizer.tokens(hypothesis);
    List<String> theirs = tokenizer.tokens(reference);
    List<NgramMatches> matches =
        IntStream.rangeClosed(1, LONGEST).mapToObj(n -> NgramMatches.of(n, ours, theirs)).toList();
    return merge(new BleuCounts(tokenizer, matches, theirs.size()));
  }

  /**
   * Of both texts.
   *
   * @throws BadInputException if they were cut by different tokenizers
   */
  public BleuCounts merge(BleuCounts other) {
    BadInputException.check(
        tokenizer == other.tokenizer,
        "BLEU of tokens %s and of tokens %s do not add up",
        tokenizer.tag(),
        other.tokenizer.tag());
    List<NgramMatches> sums =
        IntStream.range(0, LONGEST)
            .mapToObj(i -> orders.get(i).merge(other.orders.get(i)))
            .toList();
    return new BleuCounts(tokenizer, sums, referenceTokens + other.referenceTokens);
  }

  /** The hypotheses' length. */
  public long hypothesisTokens() {
    return orders.get(0).total();
  }
}
