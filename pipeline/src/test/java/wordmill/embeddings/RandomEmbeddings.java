package wordmill.embeddings;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import wordmill.linalg.Matrix;

/** Embeddings for tests. */
public final class RandomEmbeddings {
  private RandomEmbeddings() {}

  /** Words w0, w1, … with normal vectors, some of them of zeros and some alike. */
  public static Embeddings of(int V, int D, long seed) {
    return of(IntStream.range(0, V).mapToObj(i -> "w" + i).toList(), D, seed);
  }

  /** These words with normal vectors; every 17th repeats one before it, every 50th is zero. */
  public static Embeddings of(List<String> words, int D, long seed) {
    Random random = new Random(seed);
    float[] values = new float[words.size() * D];
    for (int i = 0; i < words.size(); i++) {
      for (int d = 0; d < D; d++) {
        values[i * D + d] = (float) random.nextGaussian();
      }
      if (i % 17 == 16) {
        System.arraycopy(values, (i - 5) * D, values, i * D, D);
      } else if (i % 50 == 49) {
        java.util.Arrays.fill(values, i * D, (i + 1) * D, 0);
      }
    }
    return new Embeddings(words, new Matrix(words.size(), D, values));
  }
}
