package wordmill.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import wordmill.embeddings.Embeddings;

/**
 * How well cosines order one file's pairs.
 *
 * @param name of the file
 * @param spearman −1 to 1; empty where fewer than two pairs could be scored, or all alike
 * @param scored pairs of two known words
 * @param missing pairs with an unknown word
 */
public record SimilarityScore(String name, OptionalDouble spearman, int scored, int missing) {
  static SimilarityScore of(SimilarityFile file, Embeddings embeddings) {
    List<SimilarityFile.Pair> pairs = file.pairs();
    double[] gold = new double[pairs.size()];
    double[] ours = new double[pairs.size()];
    int n = 0;
    for (SimilarityFile.Pair pair : pairs) {
      OptionalInt first = embeddings.id(pair.first());
      OptionalInt second = embeddings.id(pair.second());
      if (first.isPresent() && second.isPresent()) {
        gold[n] = pair.score();
        // As floats, so that what single precision cannot tell apart counts as equal.
        ours[n] = (float) embeddings.cosine(first.getAsInt(), second.getAsInt());
        n++;
      }
    }
    return new SimilarityScore(
        file.name(),
        Spearman.correlation(Arrays.copyOf(gold, n), Arrays.copyOf(ours, n)),
        n,
        pairs.size() - n);
  }
}
